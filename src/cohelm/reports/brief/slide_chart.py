"""A chart of the pack as a chart of the presentation: its numbers can be edited there."""

from __future__ import annotations

from typing import Any

from pptx.chart.data import CategoryChartData, XyChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_MARKER_STYLE
from pptx.util import Inches, Pt

from cohelm.core.prose import Prose
from cohelm.reports.brief.drawn import HUES, round_ticks
from cohelm.reports.brief.page import Chart
from cohelm.reports.brief.slide_parts import FONT, INK, LINE, QUIET, Place
from cohelm.reports.language import ENGLISH, Language

FORMS = {
    "bars": XL_CHART_TYPE.BAR_STACKED,
    "columns": XL_CHART_TYPE.COLUMN_CLUSTERED,
    "stacked": XL_CHART_TYPE.COLUMN_STACKED,
    "points": XL_CHART_TYPE.XY_SCATTER_LINES_NO_MARKERS,
}


def add_chart(slide: Any, place: Place, chart: Chart, say: Language = ENGLISH) -> None:
    """The chart at a place, with a text for who does not see it."""
    chart = chart.through(say)
    where = (
        Inches(place.left), Inches(place.top), Inches(place.width), Inches(place.height),
    )  # fmt: skip
    form = XL_CHART_TYPE.BAR_CLUSTERED if _is_single(chart) else FORMS[chart.form]
    frame = slide.shapes.add_chart(form, *where, _numbers(chart, say))
    frame.name = chart.title
    frame._element.nvGraphicFramePr.cNvPr.set("descr", f"{chart.title}. {chart.said}")
    drawn = frame.chart
    drawn.font.size, drawn.font.name = Pt(10), FONT
    drawn.font.color.rgb = RGBColor.from_string(INK)
    drawn.has_title = True
    drawn.chart_title.text_frame.text = chart.title
    title = drawn.chart_title.text_frame.paragraphs[0].runs[0].font
    title.size, title.bold = Pt(12), True
    drawn.has_legend = len(chart.series) > 1 and chart.form != "points"
    if drawn.has_legend:
        drawn.legend.position, drawn.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    (_dress_points if chart.form == "points" else _dress_bars)(drawn, chart)


def _is_single(chart: Chart) -> bool:
    """Bars of one series: only those can have their values behind them."""
    return chart.form == "bars" and len(chart.series) == 1


def _numbers(chart: Chart, say: Language) -> Any:
    if chart.form == "points":
        found: Any = XyChartData()
        across, up = chart.series
        line = found.add_series(say(Prose("{up} by {across}", up=up.name, across=across.name)))
        for x, y in zip(across.values, up.values, strict=True):
            line.add_data_point(x, y)
        return found
    found = CategoryChartData()
    found.categories = list(chart.categories)
    for one in chart.series:
        found.add_series(one.name, one.values)
    return found


def _dress_bars(drawn: Any, chart: Chart) -> None:
    plot = drawn.plots[0]
    plot.gap_width = 55
    if chart.form in ("bars", "stacked") and not _is_single(chart):
        plot.overlap = 100
    for series, one in zip(plot.series, chart.series, strict=True):
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = _colour(HUES[one.hue])
    _dress_axes(drawn, grid=chart.form != "bars")
    if chart.form == "bars":
        drawn.category_axis.reverse_order = True
        drawn.value_axis.visible = False
    if _is_single(chart):
        plot.has_data_labels = True
        plot.data_labels.show_value = True
        plot.data_labels.position = XL_LABEL_POSITION.OUTSIDE_END


def _dress_points(drawn: Any, chart: Chart) -> None:
    """The points that have a name are large and say it."""
    across, up = chart.series
    series = drawn.plots[0].series[0]
    series.smooth = False
    series.format.line.color.rgb, series.format.line.width = _colour("#" + QUIET), Pt(1)
    series.marker.style, series.marker.size = XL_MARKER_STYLE.CIRCLE, 5
    series.marker.format.fill.solid()
    series.marker.format.fill.fore_color.rgb = _colour(HUES["quiet"])
    for at, name in enumerate(chart.categories):
        if name:
            point = series.points[at]
            point.marker.style, point.marker.size = XL_MARKER_STYLE.CIRCLE, 11
            point.marker.format.fill.solid()
            point.marker.format.fill.fore_color.rgb = _colour(HUES["joint"])
            point.data_label.has_text_frame = True
            point.data_label.text_frame.text = name
            point.data_label.position = XL_LABEL_POSITION.LEFT
    _dress_axes(drawn, grid=True)
    for axis, one in ((drawn.category_axis, across), (drawn.value_axis, up)):
        low, high = _bounds([value or 0 for value in one.values])
        axis.minimum_scale, axis.maximum_scale = low, high
        axis.has_title = True
        axis.axis_title.text_frame.text = one.name
        font = axis.axis_title.text_frame.paragraphs[0].runs[0].font
        font.size, font.bold, font.color.rgb = Pt(10), False, _colour(HUES[one.hue])


def _bounds(values: list[float]) -> tuple[float, float]:
    ticks = round_ticks(min(values), max(values))
    return ticks[0], ticks[-1]


def _dress_axes(drawn: Any, *, grid: bool) -> None:
    for axis in (drawn.category_axis, drawn.value_axis):
        axis.format.line.color.rgb = _colour("#" + LINE)
        axis.has_major_gridlines = False
    drawn.value_axis.has_major_gridlines = grid
    if grid:
        drawn.value_axis.major_gridlines.format.line.color.rgb = _colour("#" + LINE)
    drawn.value_axis.tick_labels.font.color.rgb = _colour("#" + QUIET)
    drawn.value_axis.tick_labels.number_format = "#,##0"
    drawn.value_axis.tick_labels.number_format_is_linked = False


def _colour(text: str) -> RGBColor:
    return RGBColor.from_string(text.removeprefix("#").upper())

"""The addresses of the pages."""

from __future__ import annotations

from django.urls import path, register_converter

from cohelm.analysis.catalogue import ANALYSES
from cohelm.web.views import (
    analyses,
    asking,
    between,
    brief,
    comments,
    concerns,
    decide,
    domain,
    door,
    drill,
    edit,
    feeds,
    first,
    history,
    home,
    hooks,
    imports,
    item,
    items,
    link,
    look,
    matrix,
    measured,
    merge,
    minutes,
    moved,
    office_home,
    own_question,
    people,
    pick,
    points,
    question,
    resolve,
    same,
    savedviews,
    scenarios,
    search,
    send_right,
    several,
    since,
    taking_out,
    talked,
    tokens,
    welcome,
    wish,
    work,
)


class Slug:
    """A kind's name, or the id of an item: small letters, digits, `-`, `.`, `_`."""

    regex = "[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?"

    def to_python(self, value: str) -> str:
        """As it stands."""
        return value

    def to_url(self, value: str) -> str:
        """As it stands."""
        return str(value)


class Kind(Slug):
    """A kind's name."""

    regex = "[a-z][a-z0-9_]*"


register_converter(Slug, "id")
register_converter(Kind, "kind")

urlpatterns = [
    path("", home.home_page, name="home"),
    path("door/", door.door_page, name="door"),
    path("door/enter/", door.enter, name="enter"),
    path("look/", look.look_page, name="look"),
    path("first/", first.first_page, name="first"),
    path("first/begin/", first.begin, name="first_begin"),
    path("leave/", door.leave, name="leave"),
    path("welcome/<str:secret>/", welcome.welcome_page, name="welcome"),
    path("questions/<kind:name>/", question.question_page, name="question"),
    path("domains/<kind:name>/", domain.domain_page, name="domain"),
    path("items/<kind:kind>/", items.list_page, name="items"),
    path("items/<kind:kind>.json", items.list_json, name="items_json"),
    path("items/<kind:kind>.csv", items.list_csv, name="items_csv"),
    path("items/<kind:kind>.xlsx", items.list_xlsx, name="items_xlsx"),
    path("items/<kind:kind>/views/", savedviews.keep_view, name="keep_view"),
    path("items/<kind:kind>/views/<int:number>/", savedviews.drop_view, name="drop_view"),
    path("items/<kind:kind>/several/", several.several_page, name="several"),
    path("items/<kind:kind>/new/", edit.new_page, name="new"),
    path("items/<kind:kind>/<id:id_>/", item.item_page, name="item"),
    path("items/<kind:kind>/<id:id_>/sources/", item.item_sources_page, name="item_sources"),
    path("items/<kind:kind>/<id:id_>/edit/", edit.edit_page, name="edit"),
    path("items/<kind:kind>/<id:id_>/remove/", edit.remove_page, name="remove"),
    path("items/<kind:kind>/<id:id_>/merge/", merge.merge_page, name="merge"),
    path("items/<kind:kind>/<id:id_>/release/", between.release_item, name="release"),
    path("items/<kind:kind>/<id:id_>/submit/", between.submit_draft, name="submit_draft"),
    path("items/<kind:kind>/<id:id_>/comments/", comments.comment, name="comment"),
    path("items/<kind:kind>/<id:id_>/links/", link.links_page, name="links"),
    path("items/<kind:kind>/<id:id_>/links/cut/", link.cut, name="cut_link"),
    path("items/<kind:kind>/<id:id_>/history/", history.item_history_page, name="item_history"),
    path("between/", between.between_page, name="between"),
    path("drafts/", between.drafts_page, name="drafts"),
    path("mentions/", comments.mentions_page, name="mentions"),
    path("comments/<int:number>/take-back/", comments.take_back_comment, name="take_back_comment"),
    path("search/", search.search_page, name="search"),
    path("search/near/", search.near_page, name="near"),
    path("concerns/", concerns.concerns_page, name="concerns"),
    path("concerns.json", concerns.concerns_json, name="concerns_json"),
    path("concerns.csv", concerns.concerns_csv, name="concerns_csv"),
    path("concerns/accept/", concerns.accept, name="accept"),
    path("rights/matrix/", matrix.matrix_page, name="rights_matrix"),
    path("rights/matrix/cell/", matrix.cell_page, name="rights_cell"),
    path("rights/resolve/", resolve.resolve_page, name="rights_resolve"),
    path("rights/role.md", matrix.role_markdown, name="role_markdown"),
    path("rights/send/", send_right.send_right, name="send_right"),
    path("cut/keep/", drill.keep_cut, name="keep_cut"),
    path("twice/not-same/", same.not_same, name="not_same"),
    path("spellings/make-one/", same.make_one, name="make_one"),
    path("take-out/", taking_out.taking_out_page, name="taking_out"),
    path("take-out/<str:word>/", taking_out.format_page, name="take_out"),
    path("take-out/<str:word>/file", taking_out.format_file, name="take_out_file"),
    path("import/", imports.import_page, name="import"),
    path("import/<int:number>/", imports.upload_page, name="upload"),
    path("import/<int:number>/problems.csv", imports.problems_csv, name="upload_problems"),
    path("import/<int:number>/apply/", imports.apply_upload, name="apply_upload"),
    path("import/<int:number>/drop/", imports.drop_upload, name="drop_upload"),
    path("asked/", asking.enquiries_page, name="enquiries"),
    path("asked/new/", asking.ask_page, name="ask"),
    path("asked/<int:number>/accept/", asking.accept_answers, name="accept_answers"),
    path("asked/<int:number>/close/", asking.close_enquiry, name="close_enquiry"),
    path("answer/<str:secret>/", asking.answer_page, name="answer"),
    path("minutes/", minutes.minutes_page, name="minutes"),
    path("wish/", wish.wish_page, name="wish"),
    path("metrics/<id:id_>/", measured.metric_page, name="metric"),
    path("metrics/<id:id_>/read/", measured.write_reading, name="write_reading"),
    path("metrics/<id:id_>/claim/", measured.say_claim, name="say_claim"),
    path("ask/", own_question.own_question_page, name="own_question"),
    path("ask/answer.<str:form>", own_question.own_question_file, name="own_question_file"),
    path("ask/keep/", own_question.keep_own_question, name="keep_own_question"),
    path("office/<id:id_>/", office_home.office_page, name="office_home"),
    path("since/", since.since_page, name="since"),
    path("topic/", talked.topic_page, name="agenda_topic"),
    path("decide/<id:id_>/", decide.decide_page, name="decide"),
    path("decide/<id:id_>/record/", decide.decide_record, name="decide_record"),
    path("decide/<id:id_>/take/", decide.take_decision, name="take_decision"),
    path("decide/<id:id_>/cite/", decide.cite_figure, name="cite_figure"),
    path("decide/<id:id_>/tell/", decide.tell_somebody, name="tell_somebody"),
    path("seen/<str:secret>/", decide.seen_page, name="seen"),
    path("brief/", brief.brief_page, name="brief"),
    path("brief/pack/", brief.brief_file, name="brief_file"),
    path("moved/", moved.moved_page, name="moved"),
    path("moved/keep/", moved.keep, name="keep_missing"),
    path("moved/remove/", moved.remove, name="remove_missing"),
    path("history/", history.history_page, name="history"),
    path("history/<int:number>/", history.batch_page, name="batch"),
    path("history/<int:number>/undo/", history.undo_batch, name="undo"),
    path("curve/pick/", pick.pick_point, name="pick_point"),
    path("points/", points.points_page, name="points"),
    path("scenarios/", scenarios.scenarios_page, name="scenarios"),
    path("scenarios/<id:name>/", scenarios.scenario_page, name="scenario"),
    path("scenarios/<id:name>/adopt/", scenarios.adopt_scenario, name="adopt"),
    path("scenarios/<id:name>/drop/", scenarios.drop_scenario, name="drop"),
    path("work/<int:number>/", work.job_page, name="job"),
    path("work/<int:number>/stop/", work.stop_job, name="stop_job"),
    path("tokens/", tokens.tokens_page, name="tokens"),
    path("tokens/<int:number>/revoke/", tokens.revoke, name="revoke"),
    path("feeds/", feeds.feeds_page, name="feeds"),
    path("feeds/<int:number>/revoke/", feeds.revoke_one, name="revoke_feed"),
    path("feeds/<str:secret>.ics", feeds.feed, name="feed"),
    path("hooks/", hooks.hooks_page, name="hooks"),
    path("hooks/<int:number>/stop/", hooks.stop_one, name="stop_hook"),
    path("hooks/<int:number>/secret/", hooks.new_secret, name="hook_secret"),
    path("hooks/<int:number>/test/", hooks.test_one, name="test_hook"),
    path("hooks/again/<int:number>/", hooks.again, name="hook_again"),
    path("people/", people.people_page, name="people"),
    path("people/invite/", people.invite_somebody, name="invite"),
    path("people/<int:number>/", people.change_access, name="change_access"),
    path("people/<int:number>/renew/", people.renew, name="renew"),
]
OWN_VIEWS = {
    "first_officer": first.first_officer_page,
    "matrix": matrix.matrix_page,
    "resolve": resolve.resolve_page,
}
"""The analyses whose page is more than what is shown of every result."""
for one in ANALYSES:
    urlpatterns += [
        path(f"{one.word}/", OWN_VIEWS.get(one.name) or analyses.page(one), name=one.word),
        path(f"{one.word}.json", analyses.as_json(one), name=f"{one.word}_json"),
        path(f"{one.word}.csv", analyses.as_csv(one), name=f"{one.word}_csv"),
        path(f"{one.word}/why/<kind:field>/", analyses.why(one), name=f"{one.word}_why"),
    ]

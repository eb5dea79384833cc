from typing import Any

app_name = "appraisals"
urlpatterns: list[Any] = []

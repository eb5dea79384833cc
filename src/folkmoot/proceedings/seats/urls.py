from typing import Any

app_name = "seats"
# The last entries are those that begin with the reference of a seat; a seat's reference ends
# in its number, so that no word before them can be one.
urlpatterns: list[Any] = []

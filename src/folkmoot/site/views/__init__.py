from folkmoot.site.views.accounts import acting, outbox, second_factor
from folkmoot.site.views.desk import desk
from folkmoot.site.views.gallery import gallery
from folkmoot.site.views.home import assembly_home, home, not_found, taking_part
from folkmoot.site.views.library import resource_library

__all__ = [
    "acting",
    "assembly_home",
    "desk",
    "gallery",
    "home",
    "not_found",
    "outbox",
    "resource_library",
    "second_factor",
    "taking_part",
]

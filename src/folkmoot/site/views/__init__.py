from folkmoot.site.views.accounts import acting, outbox, second_factor
from folkmoot.site.views.desk import desk
from folkmoot.site.views.gallery import gallery
from folkmoot.site.views.home import assembly_home, home, not_found, taking_part

__all__ = [
    "acting",
    "assembly_home",
    "desk",
    "gallery",
    "home",
    "not_found",
    "outbox",
    "second_factor",
    "taking_part",
]

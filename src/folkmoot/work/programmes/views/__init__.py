"""Programmes, training, hubs, groups of several sectors and support, in public and for keepers."""

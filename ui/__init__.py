"""What the workstation looks like: the only place that knows Qt, and nothing here decides anything."""

from ui.immortal import keep_singletons_alive

keep_singletons_alive()

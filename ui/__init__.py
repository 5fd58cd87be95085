"""What the workstation looks like: the only place that knows Qt, and nothing here decides anything."""

from ui.immortal import keep_none_alive

keep_none_alive()

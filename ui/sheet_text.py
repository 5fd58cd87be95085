"""The style sheet as text: every rule once, colours by token, sizes by role."""

from __future__ import annotations

from collections.abc import Callable, Mapping

_TONES = (
    "ink", "ink2", "ink3", "accent", "on-accent", "right-text", "left-text", "finding", "miss-text", "stop",
    "on-stop",
)  # fmt: skip

_RULES = """
* {{ color: {ink}; }}
QWidget#window, QWidget#work, QScrollArea#work {{ background: {canvas}; }}
QFrame#banner, QFrame#brand, QFrame#keybar, QFrame#rail, QFrame#guide {{ background: {surface}; border: 0; }}
QFrame#banner, QFrame#brand {{ border-bottom: 1px solid {line}; }}
QFrame#rail, QFrame#brand {{ border-right: 1px solid {line}; }}
QFrame#guide {{ border-left: 1px solid {line}; }}
QFrame#keybar > QLabel {{ background: {surface}; }}
QFrame#keybar {{ border-top: 1px solid {line}; }}
QFrame#stripe {{ background: {miss}; border-bottom: 1px dashed {miss_border}; }}
QFrame#notsaved {{ background: {stop}; }}
QScrollArea, QScrollArea > QWidget > QWidget {{ background: transparent; border: 0; }}
QScrollArea#work > QWidget > QWidget {{ background: {canvas}; }}
QScrollArea[look="read"] {{ border: 3px solid transparent; border-radius: 6px; }}
QScrollArea[look="read"]:focus {{ border: 3px solid {accent}; border-radius: 6px; }}
QScrollBar:vertical {{ background: transparent; width: 10px; margin: 0; }}
QScrollBar::handle:vertical {{ background: {line2}; border-radius: 4px; min-height: 32px; margin: 1px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ height: 0; width: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}

QFrame[look="card"] {{ background: {surface}; border: 1px solid {line}; border-radius: 8px; }}
QFrame[look="card-now"] {{ background: {surface}; border: 3px solid {accent}; border-radius: 8px; }}
QFrame[look="plain"] {{ background: transparent; border: 0; }}
QFrame[look="sheet"] {{ background: {surface}; border: 2px solid {ink3}; border-radius: 8px; }}
QFrame[look="refer"] {{ background: {surface}; border: 3px solid {stop}; border-radius: 8px; }}
QFrame[look="miss"] {{ background: {miss}; border: 1px dashed {miss_border}; border-radius: 8px; }}
QFrame[look="sunken"] {{ background: {sunken}; border: 0; border-radius: 6px; }}
QFrame[look="say"] {{ background: {accent_soft}; border: 0; border-left: 3px solid {accent}; }}
QFrame[look="stop"] {{ background: {stop_soft}; border: 0; border-left: 3px solid {stop}; }}
QFrame[look="notice"] {{ background: {miss}; border: 0; border-bottom: 1px solid {miss_border}; }}
QFrame[look="notice-stop"] {{ background: {stop_soft}; border: 0; border-bottom: 2px solid {stop}; }}
QFrame[look="rule"] {{ background: {line}; border: 0; }}

QLabel[look="key"] {{ background: {surface}; border: 1px solid {line2}; border-bottom: 2px solid {line2};
  border-radius: 4px; padding: 1px 6px; }}
QLabel[look="key-primary"] {{ background: transparent; color: {on_accent}; border: 1px solid {on_accent};
  border-radius: 4px; padding: 1px 6px; }}
QLabel[look="key-stop"] {{ background: transparent; color: {on_stop}; border: 1px solid {on_stop};
  border-radius: 4px; padding: 1px 6px; }}
QPushButton[look="published"] {{ background: {surface}; color: {ink2}; border: 1px solid {line2};
  border-radius: {pill}px; padding: 0 7px; min-height: {pill_height}px; min-width: 0; margin: 2px 0; }}
QPushButton[look="convention"] {{ background: {surface}; color: {ink2}; border: 1px dashed {line2};
  border-radius: {pill}px; padding: 0 7px; min-height: {pill_height}px; min-width: 0; margin: 2px 0; }}
QPushButton[look="published"]:focus, QPushButton[look="convention"]:focus {{ border: 3px solid {accent};
  padding: 0 5px; background: {accent_soft}; }}

QPushButton {{ background: {surface}; border: 1px solid {line2}; border-radius: 6px; padding: 0 14px;
  min-height: {button}px; font-weight: bold; text-align: left; outline: none; }}
QPushButton:hover {{ background: {accent_soft}; }}
QPushButton:focus {{ border: 3px solid {accent}; padding: 0 12px; min-height: {button_inner}px;
  background: {accent_soft}; }}
QPushButton[look="card-now"], QPushButton[look="card-now"]:disabled {{ background: {accent_soft};
  border: 3px solid {accent}; color: {ink}; }}
QPushButton[look="watch"] {{ background: {miss}; border: 1px dashed {miss_border}; }}
QPushButton[look="primary"] {{ background: {accent}; color: {on_accent}; border: 1px solid {accent}; }}
QPushButton[look="primary"]:focus {{ border: 3px solid {ink}; }}
QPushButton[look="stop"] {{ background: {stop}; color: {on_stop}; border: 1px solid {stop}; }}
QPushButton[look="stop"]:focus {{ border: 3px solid {ink}; }}
QPushButton:disabled, QPushButton[look="primary"]:disabled, QPushButton[look="stop"]:disabled {{
  background: {sunken}; color: {ink3}; border: 1px dashed {line2}; }}
QPushButton[look="quiet"] {{ background: transparent; border: 0; font-weight: normal; padding: 0 6px; }}
QPushButton[look="quiet"]:focus {{ background: {accent_soft}; border: 3px solid {accent}; padding: 0 3px; }}
QPushButton[look="tab"] {{ background: transparent; border: 0; border-bottom: 3px solid transparent;
  border-radius: 0; font-weight: normal; padding: 0 4px; }}
QPushButton[look="tab-on"] {{ background: transparent; border: 0; border-bottom: 3px solid {accent};
  border-radius: 0; font-weight: bold; padding: 0 4px; }}

QLineEdit, QPlainTextEdit {{ background: {surface}; border: 1px solid {line2}; border-radius: 6px;
  padding: 2px 10px; selection-background-color: {accent}; selection-color: {on_accent};
  placeholder-text-color: {ink3}; }}
QPlainTextEdit {{ padding: 4px 6px; }}
QLineEdit:focus, QPlainTextEdit:focus {{ border: 3px solid {accent}; padding: 0 8px;
  background: {accent_soft}; }}
QPlainTextEdit:focus {{ padding: 2px 4px; }}
QLineEdit[state="missing"] {{ background: {miss}; border: 1px dashed {miss_border}; color: {miss_text}; }}
QLineEdit[state="missing"]:focus {{ background: {accent_soft}; border: 3px solid {accent}; color: {ink}; }}
QLineEdit[state="refused"], QLineEdit[state="asks"] {{ border: 2px solid {stop}; padding: 1px 9px; }}
QLineEdit[state="refused"]:focus, QLineEdit[state="asks"]:focus {{ border: 3px solid {stop};
  padding: 0 8px; }}
QLineEdit[state="locked"] {{ background: {sunken}; color: {ink2}; }}
QLineEdit[state="not_done"] {{ background: {sunken}; border: 1px dashed {line2}; color: {ink2}; }}
QLineEdit[state="barred"] {{ background: {sunken}; border: 1px dashed {line2}; color: {ink3}; }}
QLineEdit[look="flat"], QLineEdit[look="best"], QLineEdit[look="struck"] {{ background: transparent;
  border: 0; border-radius: 0; padding: 2px 12px; }}
QLineEdit[look="best"] {{ background: {accent_soft}; }}
QLineEdit[look="struck"] {{ color: {ink3}; }}
QLineEdit[look="flat"]:focus, QLineEdit[look="best"]:focus, QLineEdit[look="struck"]:focus {{
  border: 3px solid {accent}; padding: 0 9px; background: {accent_soft}; }}
QLineEdit[look="flat"][state="refused"] {{ border: 2px solid {stop}; padding: 1px 10px; }}
QLineEdit[look="flat"][state="missing"] {{ background: {miss}; border: 1px dashed {miss_border}; }}
QToolTip {{ background: {ink}; color: {surface}; border: 0; padding: 4px 8px; }}
"""


def style_sheet(
    colours: Mapping[str, str], roles: Mapping[str, tuple[int, bool]], px: Callable[[float], int]
) -> str:
    """The whole sheet for one look; lengths that hold a line of text grow with `px`."""
    values: dict[str, str | int] = {token.replace("-", "_"): colour for token, colour in colours.items()}
    values |= {
        "pill": px(9),
        "pill_height": px(18),
        "button": px(34),
        "button_inner": px(34) - 4,
    }
    lines = [_RULES.format(**values)]
    for role, (size, bold) in roles.items():
        weight = "bold" if bold else "normal"
        lines.append(f'*[role="{role}"] {{ font-size: {size}px; font-weight: {weight}; }}')
    lines += [f'QLabel[tone="{tone}"] {{ color: {colours[tone]}; }}' for tone in _TONES]
    return "\n".join(lines)

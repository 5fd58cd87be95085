"""How the patient's web page looks: on a phone, in the dark, and when it is printed after all."""

from __future__ import annotations

from functools import cache

from resources.themes import palette

_TOKENS = ("surface", "canvas", "ink", "ink2", "line2", "stop")

_STYLE = """
:root { color-scheme: light dark; %(light)s }
@media (prefers-color-scheme: dark) { :root { %(dark)s } }
* { box-sizing: border-box; }
body {
  margin: 0 auto; padding: 1.25rem; max-width: 44rem; overflow-wrap: anywhere;
  font: 1.125rem/1.5 "Noto Sans", system-ui, sans-serif; color: var(--ink); background: var(--surface);
}
h1 { font-size: 1.9rem; line-height: 1.2; margin: .4rem 0 .6rem; }
h2 { font-size: 1.35rem; line-height: 1.25; margin: 1.8rem 0 .5rem; }
h3 { font-size: 1.2rem; line-height: 1.3; margin: 0 0 .5rem; }
p { margin: .4rem 0; }
header { border-bottom: 2px solid var(--ink); padding-bottom: .6rem; }
header p { color: var(--ink2); }
header strong { color: var(--ink); }
.mark, .state { color: var(--ink); font-weight: bold; }
.state { display: inline-block; border: 2px solid var(--ink); padding: .2rem .7rem; }
.exercises { list-style: none; margin: 0; padding: 0; }
.exercises > li { border-top: 1px solid var(--line2); padding: 1.1rem 0; }
.number {
  display: inline-block; min-width: 1.9em; line-height: 1.8em; border: 2px solid var(--ink);
  border-radius: 1em; margin-right: .3em; text-align: center;
}
.figures { display: flex; flex-wrap: wrap; align-items: flex-end; gap: .6rem 1.2rem; margin: .6rem 0; }
figure { margin: 0; flex: 1 1 15rem; max-width: 20rem; }
figure svg {
  display: block; width: 100%%; max-height: 15rem; border-radius: 8px; background: var(--paper);
}
figcaption { text-align: center; }
figcaption, footer { color: var(--ink2); font-size: 1rem; }
.cues { list-style: none; padding: 0; margin: .5rem 0; }
.cues li { position: relative; padding-inline-start: 1.6em; }
.cues span { position: absolute; inset-inline-start: 0; font-weight: normal; }
.do { font-weight: bold; }
.dose {
  list-style: none; margin: .7rem 0; padding: .1rem 0 .1rem .8rem; border-left: 4px solid var(--ink);
  font-weight: bold;
}
table { border-collapse: collapse; table-layout: fixed; width: 100%%; max-width: 30rem; font-size: 1rem; }
thead td { width: 22%%; }
caption { text-align: left; color: var(--ink2); padding-bottom: .25rem; }
th { font-weight: normal; font-size: .9rem; padding: .15rem 0; white-space: nowrap; overflow-wrap: normal; }
tbody th { text-align: left; padding-right: .4rem; }
tbody td { border: 1px solid var(--line2); height: 2.1rem; }
section ul { padding-left: 1.3em; }
section li { margin: .25rem 0; }
.emergency, .stop {
  border: 1px solid var(--ink); border-radius: 4px; padding: .2rem 1rem .6rem; margin-top: 1.6rem;
}
.emergency { border: 4px solid var(--stop); }
.emergency h2, .stop h2 { margin-top: .7rem; }
footer { border-top: 1px solid var(--line2); margin-top: 1.8rem; padding-top: .6rem; }
@media print {
  @page { margin: 12mm; }
  :root { %(light)s }
  html { font-size: 9.5pt; }
  body { font-size: 11pt; line-height: 1.35; max-width: none; padding: 0; }
  h2 { margin: 1rem 0 .3rem; }
  header p, section li { margin: .1rem 0; }
  .exercises > li { padding: .6rem 0 .4rem; }
  .cues, .dose { margin: .4rem 0; }
  .emergency, .stop { margin-top: .9rem; }
  .drawn { display: grid; grid-template-columns: 46mm 1fr; column-gap: 8mm; }
  .drawn > * { grid-column: 2; }
  .drawn > h3 { grid-column: 1 / -1; }
  .drawn > .figures { grid-column: 1; grid-row: 2 / span 4; flex-direction: column; gap: .3rem; margin: 0; }
  .exercises > li, .emergency, .stop, table, figure { break-inside: avoid; }
  h2, h3 { break-after: avoid; }
  figure { flex: none; width: 46mm; }
  figure svg { height: 26mm; }
}
"""


@cache
def handout_style() -> str:
    """The style sheet, in the light colours and, where the reader's own device is dark, in the dark ones."""
    # The figures lie on paper in either look, so that their tones stay those they were drawn in.
    paper = f"--paper: {palette('print-colour')['surface']};"
    return _STYLE % {"light": f"{_tokens('light')} {paper}", "dark": _tokens("dark")}


def _tokens(look: str) -> str:
    colours = palette(look)
    return " ".join(f"--{token}: {colours[token]};" for token in _TOKENS)

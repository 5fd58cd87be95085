"""Figures of a body in a position, as plain shapes that any page or screen can paint.

`movements()["CLAM"]` is a movement, `still(movement, "end")` a picture of it, `playing(movement, t)` a
moment of it. `figure(pose, view)` draws any pose; the body chart's are `front_body()` and `back_body()`.
"""

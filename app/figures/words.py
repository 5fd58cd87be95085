"""A figure in words, for whoever cannot see it: how the body lies, from where it is seen, and each joint that
is bent enough to be seen."""

from __future__ import annotations

from app.figures.movement import Movement, Stage
from app.figures.pose import AT_REST, Base, Pose
from app.figures.views import View
from resources.tongue import tr

_SHOWN_FROM = 5.0
"""A joint bent by less than this many degrees is not worth a sentence."""

_POSITIONS = {
    Base.UPRIGHT: tr("Upright."),
    Base.SUPINE: tr("Lying on the back."),
    Base.PRONE: tr("Lying on the front."),
    Base.LEFT_SIDE: tr("Lying on the left side."),
    Base.RIGHT_SIDE: tr("Lying on the right side."),
}
_VIEWS = {
    View.RIGHT: tr("Seen from the patient's right."),
    View.LEFT: tr("Seen from the patient's left."),
    View.FRONT: tr("Front view: patient's right is on your left."),
    View.BACK: tr("Back view: patient's right is on your right."),
    View.HEAD: tr("Seen from the head."),
    View.FEET: tr("Seen from the feet."),
    View.ABOVE: tr("Seen from above."),
}
_JOINTS = {
    "left_hip_flexion": (tr("Left hip {n}° flexed."), tr("Left hip {n}° extended.")),
    "right_hip_flexion": (tr("Right hip {n}° flexed."), tr("Right hip {n}° extended.")),
    "left_hip_abduction": (tr("Left thigh {n}° out."), tr("Left thigh {n}° across.")),
    "right_hip_abduction": (tr("Right thigh {n}° out."), tr("Right thigh {n}° across.")),
    "left_hip_rotation": (tr("Left thigh turned {n}° out."), tr("Left thigh turned {n}° in.")),
    "right_hip_rotation": (tr("Right thigh turned {n}° out."), tr("Right thigh turned {n}° in.")),
    "left_knee_flexion": (tr("Left knee {n}° bent."), tr("Left knee {n}° over-straight.")),
    "right_knee_flexion": (tr("Right knee {n}° bent."), tr("Right knee {n}° over-straight.")),
    "pelvis_tilt": (tr("Pelvis tipped {n}° forwards."), tr("Pelvis tipped {n}° backwards.")),
    "pelvis_drop": (tr("Pelvis {n}° lower on the left."), tr("Pelvis {n}° lower on the right.")),
    "pelvis_turn": (tr("Pelvis turned {n}° to the left."), tr("Pelvis turned {n}° to the right.")),
    "trunk_flexion": (tr("Trunk bent {n}° forwards."), tr("Trunk bent {n}° backwards.")),
    "trunk_bend": (tr("Trunk leaning {n}° to the left."), tr("Trunk leaning {n}° to the right.")),
    "trunk_turn": (tr("Trunk turned {n}° to the left."), tr("Trunk turned {n}° to the right.")),
    "body_forward": (tr("Body tipped {n}° forwards."), tr("Body tipped {n}° backwards.")),
}


def pose_words(pose: Pose, view: View) -> str:
    """Whole sentences about a pose: position, view, joints."""
    return " ".join((_POSITIONS[pose.base], _VIEWS[view], *_joint_words(pose)))


def stage_words(movement: Movement, stage: Stage, pose: Pose, view: View) -> str:
    """The movement's name and what this still of it shows, then the pose itself."""
    return " ".join(
        part for part in (_stopped(movement.words), _stopped(stage.words), pose_words(pose, view)) if part
    )


def view_words(view: View) -> str:
    """From where the patient is seen, with the warning that a front view mirrors the sides."""
    return _VIEWS[view]


def _joint_words(pose: Pose) -> list[str]:
    """Angles that a reach decides are left out: they are not known by number."""
    reached = {reach.limb.split("_")[0] for reach in pose.reaches if reach.limb.endswith("_foot")}
    said = []
    for name, (positive, negative) in _JOINTS.items():
        if name.split("_")[0] in reached:
            continue
        angle = pose.angle(name)
        if abs(angle - AT_REST.get(name, 0.0)) >= _SHOWN_FROM:
            said.append((positive if angle > 0.0 else negative).format(n=f"{abs(angle):.0f}"))
    return said


def _stopped(words: str) -> str:
    return words if not words or words.endswith((".", "?", "!")) else f"{words}."

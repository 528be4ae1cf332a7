"""How the public post moves a paper: handed over at the desk, brought to its owner or sent back (product.md)."""

from typing import NamedTuple

from msgspec import structs

from server.domain.items import Custody, Post


class PostData(NamedTuple):
    """`item.posted`, `post.delivered` and `post.returned` as the fold needs them; `at` is the instant on the slip."""

    tracking: str = ""
    at: str = ""


def moved_by_post(custody: Custody, what: str, event: str, when: str, data: PostData) -> Custody:
    """The custody after one act of the post. What does not fit where the paper is changes nothing.

    `item.posted` of a paper that the post has, or was said to have delivered, puts that right: its number, its end.
    """
    at = data.at or when
    if what == "item.posted":
        return _posted(custody, data.tracking, at)
    if custody.post is None or custody.state not in ("posted", "returned"):
        return custody
    if what == "post.returned":
        return structs.replace(custody, state="returned")
    delivered = structs.replace(custody.post, proof=event)
    return structs.replace(custody, state="delivered", post=delivered, proof=event, redo=None, delivered_at=at)


def _posted(custody: Custody, tracking: str, at: str) -> Custody:
    if custody.post is None:
        if custody.state != "at_desk":
            return custody
        # Whoever was asked for a new proof is not any more: the paper was in the office's hands.
        return structs.replace(custody, state="posted", post=Post(tracking, at), redo=None)
    if custody.state == "delivered" and custody.proof != custody.post.proof:
        return custody
    post = structs.replace(custody.post, tracking=tracking, proof="")
    return structs.replace(custody, state="posted", post=post, proof=None, delivered_at=None)

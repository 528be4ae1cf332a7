"""What is the matter with a paper that is not handed over yet: its day has passed, or its deliverer tried in vain."""

from server.domain.items import MAX_ATTEMPTS, Item


def is_overdue(item: Item, today: str) -> bool:
    """Whether its day has passed while it is in the commune's hands: at the desk, in a bag, on its way back."""
    return item.due is not None and item.due < today and item.custody.state in ("at_desk", "in_round", "returned")


def must_return(item: Item) -> bool:
    """Whether its deliverer has to bring it back: nobody was met three times (product.md, 'Failed attempt')."""
    return item.custody.holder is not None and is_carried(item) and item.custody.attempts >= MAX_ATTEMPTS


def is_carried(item: Item) -> bool:
    """Whether somebody has it in a bag, going out or coming back."""
    return item.custody.round is not None and item.custody.state in ("in_round", "returned")

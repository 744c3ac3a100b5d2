"""What is wrong with rights, by nested loops over the items. It imports nothing of what it checks."""

from __future__ import annotations

from collections import Counter

from tests.analysis.rights.cases import Case
from tests.analysis.rights.reference_amounts import Said, between
from tests.analysis.rights.reference_wording import alike

APART = (("request", "approve"), ("build", "deploy"), ("approve", "pay"), ("grant", "review"))


def covered(case: Case, right: str) -> set[str]:
    """The items that a right covers."""
    return {id_ for id_, one in case.items.items() if case.rights[right]["covers"].holds(one)}


def told(case: Case, items: set[str]) -> tuple[str, ...]:
    """Of some items, those that a concern can be about."""
    return tuple(sorted(item for item in items if not case.items[item]["retired"]))


def holding(case: Case, verb: str, item: str, amount: int | None) -> list[str]:
    """The rights of a verb that cover an item and hold up to an amount."""
    return [
        key for key, one in case.rights.items()
        if one["verb"] == verb and item in covered(case, key)
        and (amount is None or one["limit"] is None or amount <= one["limit"])
    ]  # fmt: skip


def winning(case: Case, verb: str, item: str, amount: int | None) -> list[str]:
    """Of those that hold, the ones over which no other goes: a strict part, or a lower limit."""
    found = holding(case, verb, item, amount)
    return [
        key for key in found
        if not any(_before(case, other, key) for other in found if other != key)
    ]  # fmt: skip


def _before(case: Case, one: str, other: str) -> bool:
    mine, its = covered(case, one), covered(case, other)
    if mine != its:
        return mine < its
    low, high = case.rights[one]["limit"], case.rights[other]["limit"]
    return low is not None and (high is None or low < high)


def wrong(case: Case) -> set[Said]:
    """Everything that is wrong with a case."""
    found: list[Said] = []
    verbs = sorted({one["verb"] for one in case.rights.values()})
    for key, one in case.rights.items():
        items = told(case, covered(case, key))
        who = one["accountable"]
        if not who:
            found.append(("RGT001", (key,), items))
        elif not any(case.filled[role] for role in who):
            found.append(("RGT002", (key,), items))
        if len(who) > 1:
            found.append(("RGT004", (key,), items))
        if "nonsense" in one["covers"].written:
            found.append(("RGT020", (key,), ()))
        if one["reviewed"] < -365:
            found.append(("RGT011", (key,), ()))
        if len({case.offices[role] for role in [*who, *one["responsible"]]} - {""}) > 1:
            found.append(("RGT012", (key,), items))
    for verb in verbs:
        found += _of_verb(case, verb)
    found += [*_lent(case), *_duties(case), *_practice(case), *between(case)]
    return {*found, *_same(case), *_many(case), *_late(case)}


def _of_verb(case: Case, verb: str) -> list[Said]:
    held = [key for key, one in case.rights.items() if one["verb"] == verb]
    some = [key for key in sorted(held) if covered(case, key)]
    groups: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for item, values in case.items.items():
        if values["retired"]:
            continue
        every = [key for key in held if item in covered(case, key)]
        if some and not every:
            groups.setdefault(("RGT003", tuple(some)), []).append(item)
        cost = values["cost"]
        if every and cost is not None and not holding(case, verb, item, cost):
            groups.setdefault(("RGT007", tuple(every)), []).append(item)
        best = winning(case, verb, item, None)
        who = {role for key in best for role in case.rights[key]["accountable"]}
        acting = who | {role for key in best for role in case.rights[key]["responsible"]}
        if len(best) > 1 and len(who) > 1:
            groups.setdefault(("RGT005", tuple(best)), []).append(item)
        elif len({case.offices[role] for role in acting} - {""}) > 1 and all(
            len(case.rights[key]["accountable"]) < 2 for key in best
        ):
            groups.setdefault(("RGT006", tuple(best)), []).append(item)
    return [(code, rights, tuple(sorted(of))) for (code, rights), of in groups.items()]


def _lent(case: Case) -> list[Said]:
    found: list[Said] = [
        ("RGT008", (one.right,), (key,)) for key, one in case.lent.items() if one.over
    ]
    for right in case.rights:
        arcs = {(one.giver, one.taker) for one in case.lent.values()
                if one.right == right and not one.over}  # fmt: skip
        rings = [((a,), [(a, a)]) for a in case.filled]
        rings += [((a, b), [(a, b), (b, a)]) for a in case.filled for b in case.filled if a < b]
        rings += [((a, b, c), [(a, b), (b, c), (c, a)]) for a in case.filled for b in case.filled
                  for c in case.filled if a < b and a < c and b != c]  # fmt: skip
        found += [("RGT021", (right,), tuple(sorted(ring)))
                  for ring, needed in rings if arcs.issuperset(needed)]  # fmt: skip
    return found


def _behind(case: Case, right: str) -> set[str]:
    """The persons who have a right: by its roles, and by roles to which it was lent in turn."""
    one = case.rights[right]
    roles = {*one["accountable"], *one["responsible"]}
    while True:
        people = {person for role in roles for person in case.filled[role]}
        more = {lent.taker for lent in case.lent.values()
                if lent.right == right and not lent.over and lent.giver in roles}  # fmt: skip
        if more <= roles:
            return people
        roles |= more


def _duties(case: Case) -> list[Said]:
    return [
        ("RGT009", (one, other), told(case, covered(case, one) & covered(case, other)))
        for one in case.rights for other in case.rights
        if (case.rights[one]["verb"], case.rights[other]["verb"]) in APART
        and told(case, covered(case, one) & covered(case, other))
        and _behind(case, one) & _behind(case, other)
    ]  # fmt: skip


def _may(case: Case, key: str, role: str, amount: int | None) -> bool:
    roles = set(case.rights[key]["accountable"])
    for _ in case.lent:
        roles |= {one.taker for one in case.lent.values()
                  if one.right == key and not one.over and one.giver in roles}  # fmt: skip
    return role in roles


def _practice(case: Case) -> list[Said]:
    groups: dict[tuple[str, tuple[str, ...], str], set[str]] = {}
    used, verbs = set(), set()
    for one in case.approvals:
        verb, role, item, amount = one["verb"], one["role"], one["item"], one["amount"]
        verbs.add(verb)
        every = holding(case, verb, item, None)
        best = winning(case, verb, item, amount)
        allowed = [key for key in best if _may(case, key, role, amount)]
        used |= set(allowed)
        if allowed or not every:
            continue
        over = [key for key in every if key not in holding(case, verb, item, amount)
                and role in case.rights[key]["accountable"]]  # fmt: skip
        place = ("RGT014" if over else "RGT013", tuple(over or best or every), role)
        groups.setdefault(place, set()).add(item)
    found: list[Said] = [
        (code, rights, tuple(sorted(of))) for (code, rights, _), of in groups.items()
    ]
    return found + [
        ("RGT015", (key,), ()) for key, one in case.rights.items()
        if one["verb"] in verbs and key not in used and one["accountable"] and covered(case, key)
    ]  # fmt: skip


def _same(case: Case) -> list[Said]:
    keys = sorted(case.rights)
    pairs = sorted(alike([case.rights[key]["name"] for key in keys]))
    both = [(keys[at], keys[beside]) for at, beside in pairs]
    shared = [(pair, covered(case, pair[0]) & covered(case, pair[1])) for pair in both]
    return [("RGT016", pair, told(case, items)) for pair, items in shared if told(case, items)]


def _many(case: Case) -> list[Said]:
    """Of four or more who answer for rights: more than the quartile and half the middle on top."""
    carried = Counter(role for one in case.rights.values() for role in one["accountable"])
    numbers = sorted(carried.values())
    if len(numbers) < 4:
        return []
    low, high = _part(numbers, 1, 4), _part(numbers, 3, 4)
    return [
        ("RGT010", tuple(sorted(k for k, one in case.rights.items() if role in one["accountable"])),
         (role,))
        for role, number in carried.items() if number > high + 1.5 * (high - low)
    ]  # fmt: skip


def _part(numbers: list[int], part: int, of: int) -> float:
    """The number at a part of the way through, drawn in a straight line between two neighbours."""
    at, rest = divmod((len(numbers) - 1) * part, of)
    return numbers[at] + (rest / of) * (numbers[min(at + 1, len(numbers) - 1)] - numbers[at])


def _late(case: Case) -> list[Said]:
    waits: dict[str, list[tuple[int, str]]] = {}
    for key, one in case.decisions.items():
        days = [d for right in one["under"] if (d := case.rights[right]["days"]) is not None]
        due = one["due"]
        if due is None and days and one["raised"] is not None:
            due = one["raised"] + min(days)
        if one["status"] != "proposed" or due is None or due >= 0:
            continue
        named = one["by"] or sorted(
            {role for right in one["under"] for role in case.rights[right]["accountable"]}
        )
        for who in named or [""]:
            waits.setdefault(who, []).append((due, key))
    found: list[Said] = []
    for of in waits.values():
        keys = [key for _, key in sorted(of)]
        under = dict.fromkeys(right for key in keys for right in case.decisions[key]["under"])
        found.append(("RGT019", tuple(under), tuple(sorted(keys))))
    return found

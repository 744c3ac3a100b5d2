"""Words that say when something was done and who did it, and what each stands for."""

# A day's own word: from when to when, and what had happened on it.
DAYS = {"from": "start", "since": "start", "first": "start", "until": "end", "last": "end",
        "resolution": "resolved", "restoration": "resolved", "creation": "created",
        "opening": "opened", "reporting": "reported",
        "implementation": "implemented", "completion": "end", "completed": "end", "joining": "joined",
        "hiring": "joined", "hire": "joined", "hired": "joined", "employed": "joined",
        "employment": "joined", "entry": "joined", "signature": "signed"}  # fmt: skip
# Who did what was done: `requested by` is the requester.
DOERS = {
    "requested": "requester", "request": "requester", "reported": "reporter",
    "created": "reporter", "creator": "reporter", "assigned": "assignee", "approved": "approver",
    "signatory": "approver", "signer": "approver", "signs": "approver", "managed": "manager",
    "led": "manager", "lead": "manager", "work": "assignee", "works": "assignee",
    "working": "assignee", "worked": "assignee", "handles": "assignee", "handled": "assignee",
    "handler": "assignee", "processor": "assignee", "processed": "assignee",
    "raised": "reporter", "raiser": "reporter", "filed": "reporter", "submitted": "reporter",
    "submitter": "reporter", "logged": "reporter", "opened": "reporter", "ordered": "requester",
    "asked": "requester", "asks": "requester", "asking": "requester", "wanted": "requester",
    "decides": "approver", "decider": "approver", "decided": "approver", "agreed": "approver",
    "confirmed": "approver", "cleared": "approver", "authorises": "approver",
    "supervised": "manager", "heads": "manager", "superior": "manager", "supplied": "vendor",
    "supplies": "vendor", "delivered": "vendor", "delivers": "vendor", "provided": "vendor",
    "provides": "vendor", "sold": "vendor", "sells": "vendor", "manufactured": "vendor",
    "made": "vendor", "manufacturer": "vendor",
}  # fmt: skip

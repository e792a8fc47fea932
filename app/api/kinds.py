"""The kinds of problems that the API tells of, each with an address that explains it."""

from dataclasses import dataclass

from app.language.errors import TITLES


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of problem; ``about`` is what its page says."""

    slug: str
    status: int
    title: str
    about: str

    @property
    def address(self) -> str:
        """The problem's type, which is the address of its page."""
        return f"/problems/{self.slug}"


def about_program(slug: str, title: str) -> Kind:
    """Return a kind of program error."""
    about = "The program cannot be read. The answer says where, shows the line, and what to try."
    return Kind(slug, 422, title, about)


KINDS: dict[str, Kind] = {
    kind.slug: kind
    for kind in (
        *(about_program(slug, title) for slug, title in TITLES.items()),
        Kind(
            "invalid-option",
            422,
            "Invalid option",
            "An option, a label or a name in the request has a value that cannot be used here.",
        ),
        Kind(
            "cannot-compute",
            422,
            "Cannot be computed",
            "A gate met data that it cannot work on.",
        ),
        Kind(
            "too-large",
            422,
            TITLES["too-large"],
            "A graph, an array or an answer is larger than the limits of this server. They are "
            "settings of the server; `chainrule serve --help` lists them.",
        ),
        Kind(
            "takes-too-long",
            422,
            "Takes too long",
            "The computation was stopped because the time for one request was used up.",
        ),
        Kind(
            "invalid-config",
            422,
            "Invalid configuration",
            "A part of a training configuration cannot be what it is, or is larger than this "
            "server allows. `errors` says where; `GET /api/v1/training` lists what there is.",
        ),
        Kind(
            "invalid-message",
            422,
            "Invalid message",
            "A message of the training stream is not one that the server knows, or it comes at a "
            "moment when it means nothing. The connection stays usable.",
        ),
        Kind(
            "invalid-request",
            422,
            "Invalid request",
            "A field is missing, unknown, or of the wrong type. Each entry of `errors` says where "
            "and what; `/docs` describes every field.",
        ),
        Kind(
            "malformed-json",
            422,
            "Malformed JSON",
            "The body is not JSON in UTF-8. NaN and infinities are written as texts: "
            '`"NaN"`, `"Infinity"`, `"-Infinity"`.',
        ),
        Kind("bad-request", 400, "Bad request", "The request cannot be understood."),
        Kind(
            "foreign-origin",
            403,
            "Foreign page",
            "The training stream is open to pages of this server and to programs, not to pages "
            "of other sites.",
        ),
        Kind("not-found", 404, "Not found", "There is nothing at this address."),
        Kind(
            "method-not-allowed",
            405,
            "Method not allowed",
            "This address answers other methods; the `Allow` header lists them.",
        ),
        Kind(
            "program-too-long",
            413,
            "Program too long",
            "The program has more characters than this server reads.",
        ),
        Kind(
            "body-too-large",
            413,
            "Request too large",
            "The request's body has more bytes than this server reads.",
        ),
        Kind(
            "unsupported-media-type",
            415,
            "Unsupported media type",
            "Send JSON in UTF-8 with the header `Content-Type: application/json`.",
        ),
        Kind(
            "too-many-requests",
            429,
            "Too many requests at once",
            "The server computes as much as it can and the queue is full. Wait for the time that "
            "the `Retry-After` header gives, in seconds, and ask again.",
        ),
        Kind("internal-error", 500, "Internal error", "A mistake of ours; it has been logged."),
    )
}
"""Every kind by its slug."""

"""The kinds of problems that the API tells of, each with an address that explains it."""

from dataclasses import dataclass

from ..language.errors import TITLES


@dataclass(frozen=True, slots=True)
class ProblemKind:
    """One kind of problem; ``about`` is what its page says."""

    slug: str
    status: int
    title: str
    about: str

    @property
    def address(self) -> str:
        """The problem's type, which is the address of its page."""
        return f"/problems/{self.slug}"


def about_program(slug: str, title: str) -> ProblemKind:
    """Return a kind of program error."""
    about = "The program cannot be read. The answer says where, shows the line, and what to try."
    return ProblemKind(slug, 422, title, about)


KINDS: dict[str, ProblemKind] = {
    kind.slug: kind
    for kind in (
        *(about_program(slug, title) for slug, title in TITLES.items()),
        ProblemKind(
            "invalid-option",
            422,
            "Invalid option",
            "An option, a label or a name in the request has a value that cannot be used here.",
        ),
        ProblemKind(
            "cannot-compute",
            422,
            "Cannot be computed",
            "A gate met data that it cannot work on.",
        ),
        ProblemKind(
            "no-numbers",
            422,
            TITLES["no-numbers"],
            "What was asked for needs numbers, and a leaf that it depends on has a shape only, as "
            "`shape(60000, 784)` has. Shapes and counts are told of such a program; give the leaf "
            "numbers for the rest.",
        ),
        ProblemKind(
            "too-large",
            422,
            TITLES["too-large"],
            "A graph, an array or an answer is larger than the limits of this server. They are "
            "settings of the server; `chainrule serve --help` lists them.",
        ),
        ProblemKind(
            "takes-too-long",
            422,
            "Takes too long",
            "The computation was stopped because the time for one request was used up.",
        ),
        ProblemKind(
            "printed-model",
            422,
            TITLES["printed-model"],
            "What was sent as a program is what `print(model)` shows of a PyTorch model. "
            "`POST /api/v1/model` reads it as a program.",
        ),
        ProblemKind(
            "unreadable-model",
            422,
            "A model that cannot be read",
            "Nothing of a printout or of an ONNX file could be read. `errors` says where it was, "
            "`detail` why, and `hint` what to try.",
        ),
        ProblemKind(
            "invalid-config",
            422,
            "Invalid configuration",
            "A part of a training configuration cannot be what it is, or is larger than this "
            "server allows. `errors` says where; `GET /api/v1/training` lists what there is.",
        ),
        ProblemKind(
            "invalid-message",
            422,
            "Invalid message",
            "A message of the training stream is not one that the server knows, or it comes at a "
            "moment when it means nothing. The connection stays usable.",
        ),
        ProblemKind(
            "invalid-request",
            422,
            "Invalid request",
            "A field is missing, unknown, or of the wrong type. Each entry of `errors` says where "
            "and what; `/docs` describes every field.",
        ),
        ProblemKind(
            "malformed-json",
            422,
            "Malformed JSON",
            "The body is not JSON in UTF-8. NaN and infinities are written as texts: "
            '`"NaN"`, `"Infinity"`, `"-Infinity"`.',
        ),
        ProblemKind("bad-request", 400, "Bad request", "The request cannot be understood."),
        ProblemKind(
            "foreign-origin",
            403,
            "Foreign page",
            "The training stream is open to pages of this server and to programs, and to pages of "
            "other sites where the server's setting CHAINRULE_ALLOWED_ORIGINS names them.",
        ),
        ProblemKind("not-found", 404, "Not found", "There is nothing at this address."),
        ProblemKind(
            "method-not-allowed",
            405,
            "Method not allowed",
            "This address answers other methods; the `Allow` header lists them.",
        ),
        ProblemKind(
            "too-slow",
            408,
            "Too slow",
            "The request did not arrive whole in the time that it has, which is a setting of the "
            "server.",
        ),
        ProblemKind(
            "program-too-long",
            413,
            "Program too long",
            "The program has more characters than this server reads.",
        ),
        ProblemKind(
            "body-too-large",
            413,
            "Request too large",
            "The request's body has more bytes than this server reads.",
        ),
        ProblemKind(
            "unsupported-media-type",
            415,
            "Unsupported media type",
            "Send JSON in UTF-8 with the header `Content-Type: application/json`.",
        ),
        ProblemKind(
            "upgrade-required",
            426,
            "WebSocket wanted",
            "This address is a training stream: it is opened as a WebSocket.",
        ),
        ProblemKind(
            "too-many-requests",
            429,
            "Too many requests at once",
            "The server computes as much as it can and the queue is full. Wait for the time that "
            "the `Retry-After` header gives, in seconds, and ask again.",
        ),
        ProblemKind(
            "no-memory",
            503,
            "No memory left",
            "What was asked for would take more memory than the server has left beside what it is "
            "working on. Wait for the time that the `Retry-After` header gives, in seconds, and "
            "ask again, or ask for less.",
        ),
        ProblemKind(
            "not-ready",
            503,
            "Not ready",
            "The server is alive and cannot take work now; another one should be asked.",
        ),
        ProblemKind(
            "internal-error", 500, "Internal error", "A mistake of ours; it has been logged."
        ),
    )
}
"""Every kind by its slug."""

BUSY = KINDS["too-many-requests"]

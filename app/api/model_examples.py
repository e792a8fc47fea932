"""Examples of answers for the documentation: made by the product itself, so that they are true."""

from functools import cache

from pydantic_core import to_json

from .. import __version__
from ..bounds import train_bounds
from ..classifier.program import write_program
from ..drawing import Film, Options, draw_film, draw_svg, draw_tikz, place
from ..examples import all_examples
from ..language import Level, ReadLimits, at_level, read_program
from ..settings import Settings
from ..stories import numbers_json, story_json
from ..trace import prepare
from .catalogue import gates
from .exercise_examples import exercise_answers
from .models.block import CIRCUIT, BlockAsk, UngroupAsk
from .models.card import CardAsk
from .models.chain import ChainAsk
from .models.classify import ClassifyAsk
from .models.common import XYZ
from .models.counts import CountsAsk
from .models.datasets import ReadAsk
from .models.derivation import DerivationAsk
from .models.descend import DescendAsk
from .models.examples import ExamplesAnswer
from .models.gates import GatesAnswer
from .models.gradcheck import GradcheckAsk
from .models.health import HealthAnswer
from .models.images import ImagesAsk
from .models.jacobian import JacobianAsk
from .models.model import ModelAsk
from .models.network import NetworkAsk
from .models.palette import InsertAsk, PaletteAnswer, PaletteGroupAnswer
from .models.scalars import ScalarsAsk
from .models.surface import SurfaceAsk
from .models.training import DatasetsAnswer, TrainAsk, TrainGridAsk
from .palette_cards import palette
from .routes import network as networks
from .routes.block import SQUASHED, made_of, ungrouped
from .routes.card import SQUARED, told
from .routes.chain import derived as derived_chain
from .routes.classify import BIRD_OR_CAR, classify_setting, setting_of
from .routes.code import write_code
from .routes.counts import LAYERS, counted
from .routes.datasets import describe as describe_dataset
from .routes.datasets import read_table
from .routes.derivation import SIGMOID, derived
from .routes.descend import BOWL, learn
from .routes.examples import describe
from .routes.gradcheck import check_program
from .routes.images import told_images
from .routes.jacobian import RELU, written_out
from .routes.model import PRINTOUT, read_model
from .routes.palette import BEGUN, inserted
from .routes.scalars import NEURON, opened_scalars
from .routes.surface import survey_program
from .routes.train import train_network
from .training_choices import choices

TRAINED = TrainAsk(
    config={"dataset": {"name": "simple"}, "layers": []}, updates=20, grid=TrainGridAsk(size=2)
)

DESCENT = DescendAsk(program=BOWL, optimizer={"learning_rate": 0.1}, updates=3)
SURVEY = SurfaceAsk.model_validate(
    {"program": BOWL, "axes": [{"name": "w0"}, {"name": "w1"}], "grid": 3}
)

OPENED = ScalarsAsk(program=NEURON, node=4, elements=[0])
CARD = CardAsk(program=SQUARED, node=2)
CLASSIFIED = ClassifyAsk.model_validate(BIRD_OR_CAR)
BLOCK = BlockAsk(program=CIRCUIT, nodes=[4, 5, 6, 7], name="squash")
INSERT = InsertAsk(program=BEGUN, kind="block", name="dense")
UNGROUP = UngroupAsk(program=SQUASHED, key="squash#1")

TABLE = ReadAsk(text="cm;kg;who\n170,5;60;a\n181;;b\n175;72,5;b")


def _palette_answers(api: str) -> dict[tuple[str, str], bytes]:
    blocks = palette().groups[1]
    short = PaletteGroupAnswer(title=blocks.title, items=blocks.items[:2])
    return {
        ("get", f"{api}/palette"): to_json(PaletteAnswer(groups=[short])),
        ("post", f"{api}/palette/insert"): to_json(
            inserted(read_program(BEGUN), INSERT, ReadLimits())
        ),
    }


WELL = (("get", "/healthz"), ("get", "/readyz"))
"""Routes that answer whether the server is well."""


@cache
def answer_examples() -> dict[tuple[str, str], bytes]:
    """Answer each route's own example, by method and path."""
    program = read_program(XYZ)
    prepared = prepare(program)
    placement = place(prepared)
    story = prepared.trace()
    picture = draw_svg(story, placement).encode()
    film = draw_film(story, placement, Film(Options())).encode()
    tikz = draw_tikz(story, placement).encode()
    multiply = [gate for gate in gates().gates if gate.name == "multiply"]
    preset = describe(all_examples()[0])
    classifier = read_program(write_program(setting_of(CLASSIFIED)))
    api = "/api/v1"
    return {
        ("post", f"{api}/trace"): story_json(story, to_json(placement), prepared.view.parts),
        ("post", f"{api}/numbers"): numbers_json(story),
        ("post", f"{api}/gradcheck"): check_program(program, GradcheckAsk(program=XYZ), Settings()),
        ("post", f"{api}/descend"): learn(read_program(BOWL), DESCENT, Settings()),
        ("post", f"{api}/surface"): survey_program(read_program(BOWL), SURVEY, Settings()),
        ("post", f"{api}/classify"): classify_setting(classifier, CLASSIFIED),
        ("post", f"{api}/images"): to_json(told_images(ImagesAsk())),
        ("post", f"{api}/network"): to_json(
            networks.written(networks.made_of(NetworkAsk.model_validate(networks.DIGITS)))
        ),
        ("post", f"{api}/network/read"): to_json(networks.read(networks.WRITTEN)),
        ("post", f"{api}/block"): to_json(made_of(read_program(CIRCUIT), BLOCK, ReadLimits())),
        ("post", f"{api}/ungroup"): to_json(
            ungrouped(read_program(SQUASHED), UNGROUP, ReadLimits())
        ),
        ("post", f"{api}/card"): to_json(told(read_program(SQUARED), CARD)),
        ("post", f"{api}/derivation"): to_json(
            derived(read_program(SIGMOID), DerivationAsk(program=SIGMOID, node=1))
        ),
        ("post", f"{api}/scalars"): opened_scalars(read_program(NEURON), OPENED, 1_000),
        ("post", f"{api}/counts"): to_json(
            counted(read_program(LAYERS), CountsAsk(program=LAYERS), ReadLimits())
        ),
        ("post", f"{api}/model"): to_json(read_model(ModelAsk(text=PRINTOUT), ReadLimits())),
        **_palette_answers(api),
        ("post", f"{api}/jacobian"): written_out(
            read_program(RELU), JacobianAsk(program=RELU, node=1), Settings()
        ),
        ("post", f"{api}/chain"): derived_chain(program, ChainAsk(program=XYZ, of="x"), Settings()),
        **exercise_answers(api),
        ("post", f"{api}/code"): to_json(write_code(program, at_level(program, Level.GATES))),
        ("post", f"{api}/graph.svg"): picture,
        ("get", f"{api}/graph.svg"): picture,
        ("post", f"{api}/film.svg"): film,
        ("get", f"{api}/film.svg"): film,
        ("post", f"{api}/graph.tex"): tikz,
        ("get", f"{api}/graph.tex"): tikz,
        ("get", f"{api}/gates"): to_json(GatesAnswer(gates=multiply, makers=gates().makers[:1])),
        ("get", f"{api}/examples"): to_json(ExamplesAnswer(examples=[preset])),
        ("get", f"{api}/examples/{{id}}"): to_json(preset),
        ("get", f"{api}/datasets"): to_json(DatasetsAnswer(datasets=[describe_dataset("spiral")])),
        ("post", f"{api}/datasets/read"): to_json(read_table(TABLE, Settings())),
        ("get", f"{api}/training"): to_json(choices(train_bounds(Settings()))),
        ("post", f"{api}/train"): train_network(TRAINED, Settings()),
        **dict.fromkeys(WELL, to_json(HealthAnswer(status="ok", version=__version__))),
    }

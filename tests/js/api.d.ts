// Written by `python -m tests.clients.api_types` from the API's description.

export type Scalar = number | components["schemas"]["NonFinite"];
export type Given = Scalar | Given[];
export type Nested = Scalar | Nested[] | components["schemas"]["Summary"] | components["schemas"]["ShapeOnly"];
export type Ids = number | Ids[];
export interface paths {
    "/api/v1/trace": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Trace a program
         * @description Run a program forward and backward and tell the story.
         *
         *     The answer holds every value and gradient, every local derivative, the steps in playing order
         *     with a sentence each, and where to draw it all.
         */
        post: operations["trace"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/numbers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Compute a program's numbers
         * @description Run a program whose trace is known with other numbers.
         *
         *     The answer has every number of the trace that is asked for with the same body, and the sentences
         *     that hold some: a tenth of its bytes, for what changes while a number is dragged. All else of a
         *     trace follows from the program alone, but where a number decides on the graph, as a label does
         *     that is opened into smaller gates: then ask for the trace.
         */
        post: operations["numbers"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/gradcheck": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Check gradients
         * @description Compare every input's gradient with difference quotients, and say the verdict.
         */
        post: operations["gradcheck"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/descend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let a program learn
         * @description Take the output for a loss, and make it smaller by an update rule.
         *
         *     The same request gives the same numbers. A descent that takes longer than one request may is not
         *     answered; the problem then says how many updates fit.
         */
        post: operations["descend_program"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/surface": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Survey a loss surface
         * @description Compute the output over one or two of the program's numbers, or along directions.
         *
         *     All other numbers are the program's own, or those of `inputs`.
         */
        post: operations["survey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/classify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let a linear classifier learn
         * @description Write a linear classifier as a program, and let it learn.
         *
         *     Every number on the way is told: scores, the terms of the loss, the loss of each row, data loss
         *     and penalty, and the gradients, before the first update and after each.
         */
        post: operations["classify"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/images": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make small images, and programs that learn them
         * @description Make 40 images of two classes by a seeded generator.
         *
         *     One class has two forms, so that a linear classifier has one template for both, and a hidden
         *     layer one for each. The same request gives the same images and programs.
         */
        post: operations["images"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/network": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Write a network as a program
         * @description Write a fully connected network as a program for `POST /api/v1/trace`, and count it.
         *
         *     Samples and first weights are drawn from the seed, so that the same request gives the same
         *     program and the same numbers.
         */
        post: operations["network"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/network/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Read a network from its program
         * @description Read which network a program is, if `POST /api/v1/network` writes it.
         *
         *     Remarks and spaces make no difference. A word that is changed by hand may be another network.
         */
        post: operations["network_read"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/block": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a block of gates of a program
         * @description Write selected gates of a program as a function of it, and a call in their place.
         *
         *     Every gradient outside is what it was. Where the selection is not closed, as a value would
         *     leave the block and come back or more than one would leave it, the answer says why, and which
         *     nodes close it.
         */
        post: operations["block"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ungroup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Write a block of a program out
         * @description Write the gates of a block in the place of its call; every gradient outside is what it was.
         *
         *     The function goes where nothing else calls it.
         */
        post: operations["ungroup"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/backward": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Check a backward pass written by hand
         * @description Hold each line of a backward pass to the gradient that it names, and say what is wrong.
         *
         *     A line is judged by itself, with true gradients for those that it reads, at the program's own
         *     numbers and at others, so that one mistake is told once and chance is no proof. Nothing of the
         *     lines is run as Python.
         */
        post: operations["backward"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/exercise": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask questions about a program
         * @description Make an exercise of a program: questions, and never their answers.
         *
         *     A program that a kind has nothing to ask of is a problem whose hint says what suits.
         */
        post: operations["exercise"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/exercise/marks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Mark answers to an exercise
         * @description Mark answers, each with a reason where it is wrong, and give a hint where one is wanted.
         *
         *     The questions are those of the same program, kind and seed. Nothing of an answer is run as
         *     Python.
         */
        post: operations["marks"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/grade": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Mark the answers of a class
         * @description Mark what was handed in to an exercise; with `Accept: text/csv` the answer is a table.
         *
         *     Nothing is kept, and nothing of an answer is run as Python. An answer that cannot be read is a
         *     row that says why. A short code tells which answers it belongs to; it is no proof against
         *     somebody who sets out to forge one.
         */
        post: operations["grade"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/practice": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Make a random exercise
         * @description Make an exercise of small numbers, which can be worked out in one's head.
         *
         *     The same level and seed make the same exercise. Values and gradients have at most two decimals,
         *     and none stands on a kink.
         */
        get: operations["make_practice"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/blanks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Check the blanks of a listing
         * @description Tell a stage of a listing, mark what was written in its blanks, and run it once it is full.
         *
         *     A blank is checked by what it means, at several sets of numbers: `x.T.dot(d)`, `x.T @ d` and
         *     `np.dot(x.T, d)` are one answer. Nothing of the answers is run as Python. The run holds every
         *     line to the engine, and the gradients of inputs to difference quotients.
         */
        post: operations["blanks"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/card": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Read a loss, draw a gate's curve, list what can be switched
         * @description Tell what is said of a gate on a card of its own.
         *
         *     A loss names what was predicted and what is true, also where it is spelled out in smaller gates.
         *     A switch says how the program reads with another choice.
         */
        post: operations["card"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/derivation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Derive a gate's derivative line by line
         * @description Tell how the local derivative of a gate of one input is found, with its numbers.
         *
         *     A block of the program has the derivation of the gate whose numbers it gives: a function
         *     `1 / (1 + exp(-x))` has that of `sigmoid`.
         */
        post: operations["derivation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/scalars": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Open one sample into scalars
         * @description Draw what some elements of a value are made of, as gates over single numbers.
         *
         *     With the elements of one sample it is the network as that sample sees it: each product, each
         *     sum, each activation, and the loss as far as no other sample has a part in it. At most 600.
         */
        post: operations["scalars"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/counts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Count parameters, multiply-adds and memory
         * @description Count what a program costs, from its shapes alone: nothing is computed.
         *
         *     Leaves without numbers, `X = const(shape(60000, 784))`, do as well as others.
         */
        post: operations["counts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/model": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Read a model of PyTorch or an ONNX file as a program
         * @description Read what `print(model)` shows, or an ONNX file, as a program with shapes for its weights.
         *
         *     A printout says which modules a model has and not how it calls them, so they are taken one
         *     after another; residual blocks and branches of torchvision's networks and PyTorch's transformer
         *     layers are known. What cannot be read is told by line, and the rest goes on. Nothing is run, no
         *     weight is loaded and no other file is opened.
         */
        post: operations["model"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/palette": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Every gate and block to put into a program
         * @description List what `POST /api/v1/palette/insert` puts into a program: inputs, blocks and gates.
         */
        get: operations["get_palette"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/palette/insert": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Put a gate or a block into a program
         * @description Write a program with a gate or a block more.
         *
         *     It takes the nodes that are named, or the last result; parameters, labels and targets are made
         *     to fit: small numbers from a seed, or shapes where the program has shapes without numbers. The
         *     new line stands at the end, before lines in which inputs learn. An input stands first.
         */
        post: operations["palette_insert"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jacobian": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Write out a gate's Jacobian
         * @description Write out the Jacobian of a gate by each operand, and multiply by it.
         *
         *     Its columns are found in forward mode. Transposed, it takes the upstream gradient to what the
         *     gate's vector-Jacobian product gives without it: both are told, and how far they differ.
         */
        post: operations["jacobian"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/chain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Derive a gradient factor by factor
         * @description Tell how the gradient of one value is made, from the output back to it.
         *
         *     Each link is a gate that the gradient goes through: its formula, the product so far with the
         *     transposes, sums and elementwise products that arrays need, its shapes and its numbers, and
         *     whether it was already computed for another parameter.
         */
        post: operations["chain"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/code": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Write a program as NumPy, PyTorch and classes
         * @description Write a program as NumPy with a hand-written backward pass, as PyTorch, and as classes.
         *
         *     All scripts run as they stand and print the same gradients. The answer tells the line of every
         *     node and of every edge of the program's trace at detail `gates`, and which of them the nodes and
         *     edges of another detail stand for.
         */
        post: operations["code"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/graph.svg": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A program's picture
         * @description Draw a program whose text is in the address, so that a picture can be an image's source.
         *
         *     Addresses have at most about 60,000 bytes; longer programs are posted.
         */
        get: operations["get_picture"];
        put?: never;
        /**
         * Draw a program
         * @description Draw a program at a step of its story, for slides and documents.
         */
        post: operations["post_picture"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/film.svg": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A program's film
         * @description Film a program whose text is in the address, so that the film can be an image's source.
         */
        get: operations["get_film"];
        put?: never;
        /**
         * Film a program
         * @description Draw a program's story as an animated SVG, which loops and plays inside an image.
         */
        post: operations["post_film"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/graph.tex": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A program's TikZ
         * @description Write as TikZ a program whose text is in the address.
         */
        get: operations["get_tikz"];
        put?: never;
        /**
         * Write TikZ
         * @description Draw a program at a step of its story as TikZ, in a document that pdflatex compiles.
         */
        post: operations["post_tikz"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/graph.pdf": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A program's PDF
         * @description Print a program whose text is in the address.
         */
        get: operations["get_pdf"];
        put?: never;
        /**
         * Print a program
         * @description Draw a program's story as a PDF with a page for each step, or one step on one page.
         */
        post: operations["post_pdf"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/gates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Every gate
         * @description List the gates: formula, derivatives, what each does to a gradient, its lines of code.
         */
        get: operations["list_gates"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/examples": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Every preset
         * @description List the presets in the order of the menu, each with its program.
         */
        get: operations["list_examples"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/examples/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One preset
         * @description Give one preset.
         */
        get: operations["one_example"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/datasets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Every data set of the plane
         * @description List the data sets that a network can be trained on, each with what it reads.
         */
        get: operations["list_datasets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/datasets/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Read points from the text of a table
         * @description Read two columns of numbers and one of labels from what a spreadsheet writes.
         *
         *     What parts the cells is found: tabs, semicolons, bars, commas or blanks; numbers have a decimal
         *     point or a decimal comma. Lines that begin with `#` are remarks. A row in which a value is
         *     missing or is no number is left out and told.
         */
        post: operations["read"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/training": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All that can be chosen of a run
         * @description List data sets, features, activations, losses, first weights, update rules and presets.
         */
        get: operations["list_choices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/train": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Train a network on the plane
         * @description Train for some updates and tell how it went.
         *
         *     The same configuration gives the same numbers. A run that takes longer than one request may is
         *     not answered; the problem then says how many updates fit.
         */
        post: operations["train"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/healthz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Is the server alive?
         * @description Say that the server is alive, and its version.
         */
        get: operations["healthz"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Can the server take work?
         * @description Say whether the server can take work: it has begun, and its threads are not stuck.
         *
         *     A server that begins or stops takes no connections, which says the same.
         */
        get: operations["readyz"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * AnswerAsk
         * @description What one student hands in.
         */
        AnswerAsk: {
            /**
             * Name
             * @description What its row is called. Default: `""`.
             * @example ada
             */
            name?: string;
            /**
             * Answer
             * @description The lines of a backward pass, or the text of a result file, as the page saves it.
             * @example dz = q * df
             */
            answer?: string | null;
            /**
             * Answers
             * @description Instead: an answer for each question, by its key.
             */
            answers?: {
                [key: string]: string;
            } | null;
            /**
             * Hints
             * @description How many steps of hints were taken.
             */
            hints?: number | null;
            /**
             * Code
             * @description The short code that came with it.
             */
            code?: string | null;
        };
        /**
         * AxisAnswer
         * @description One axis as it was taken.
         */
        AxisAnswer: {
            /**
             * Label
             * @description The element, or what the direction is.
             * @example W[0,2]
             */
            label: string;
            /**
             * At
             * @description Where the program's own numbers are.
             */
            at: number | components["schemas"]["NonFinite"];
            /**
             * Low
             * @description The first place.
             */
            low: number;
            /**
             * High
             * @description The last place.
             */
            high: number;
        };
        /**
         * AxisAsk
         * @description One axis: a ``name`` with the ``index`` of an element, or a ``direction``.
         */
        AxisAsk: {
            /**
             * Name
             * @description An input or a constant of the program.
             * @example w0
             */
            name?: string | null;
            /**
             * Index
             * @description Which element of it, one number for each axis; left out for a number.
             * @example [
             *       0,
             *       2
             *     ]
             */
            index?: number[];
            /**
             * Direction
             * @description Instead of a name, a direction in which all parameters move: that of the gradient or a random one, both of unit length, or numbers by parameter, taken as they are. A random one is at right angles to the first axis, where that is a direction.
             */
            direction?: ("gradient" | "random") | {
                [key: string]: unknown;
            } | null;
            /**
             * Seed
             * @description Of a random direction. Default: `1`.
             */
            seed?: number;
            /**
             * Low
             * @description Where the axis begins; chosen by the numbers when left out.
             */
            low?: number | null;
            /**
             * High
             * @description Where the axis ends; chosen by the numbers when left out.
             */
            high?: number | null;
        };
        /**
         * BackwardAnswer
         * @description What is said of a backward pass.
         */
        BackwardAnswer: {
            /**
             * Verdicts
             * @description Line by line.
             */
            verdicts: components["schemas"]["LineVerdict"][];
            /**
             * Right
             * @description The gradients that are right at the end.
             */
            right: string[];
            /**
             * Missing
             * @description The gradients of named values that no line gives; not all are needed.
             */
            missing: string[];
            /**
             * Asked
             * @description The gradients of the inputs: the backward pass is whole with these.
             */
            asked: string[];
            /** @description The hint that was asked for, if there is one. */
            hint: components["schemas"]["HintAnswer"] | null;
        };
        /**
         * BackwardAsk
         * @description A program, and the lines of its backward pass.
         */
        BackwardAsk: {
            /**
             * Program
             * @description The program's text.
             * @example x = -2; y = 5; z = -4
             *     q = x + y
             *     f = q * z
             */
            program: string;
            /**
             * Inputs
             * @description Numbers by name, for names that the program uses but does not bind, or instead of the values that it binds. Each is a number or a nested list; `NaN`, `Infinity` and `-Infinity` are written as texts.
             * @example {
             *       "x": 3
             *     }
             */
            inputs?: {
                [key: string]: components["schemas"]["Numbers"];
            };
            /**
             * Output
             * @description The name to differentiate; the last statement when left out.
             * @example f
             */
            output?: string | null;
            /**
             * Lines
             * @description Lines `dq = z * df` or `dx += dq`, in the program's own language: `dq` is the gradient of the output with respect to `q`. That of the output is 1 from the start.
             * @example dq = z * df
             *     dz = q * df
             *     dx = -dq
             */
            lines: string;
            /**
             * Tolerance
             * @description How far a number that is written out may be off, relative to the largest element of its gradient. Default: `0.01`.
             */
            tolerance?: number;
            /**
             * By Line
             * @description Whether a line that cannot be read is a line in error; otherwise it is the answer, as a problem. Default: `false`.
             */
            by_line?: boolean;
            /**
             * Hint
             * @description A gradient to give a hint for.
             * @example dq
             */
            hint?: string | null;
        };
        /**
         * BatchCountAnswer
         * @description The samples of the program.
         */
        BatchCountAnswer: {
            /**
             * Size
             * @description How many samples it was counted for.
             */
            size: number;
            /**
             * Own
             * @description How many the program itself has.
             */
            own: number;
            /**
             * Data
             * @description The leaves that hold them, a sample a row.
             */
            data: string[];
        };
        /**
         * BatchesAnswer
         * @description The rows that mini-batches are taken from.
         */
        BatchesAnswer: {
            /**
             * Names
             * @description The data that have them.
             * @example [
             *       "X",
             *       "y"
             *     ]
             */
            names: string[];
            /**
             * Rows
             * @description How many there are.
             */
            rows: number;
            /**
             * Epoch
             * @description Updates of an epoch.
             */
            epoch: number;
            /**
             * Scale
             * @description What the gradient of a mini-batch is multiplied by to stand for that of all rows: 1 where the loss is a mean over the rows, rows / batch size where it is a sum.
             */
            scale: number;
        };
        /**
         * BlankMark
         * @description What is said of one blank.
         */
        BlankMark: {
            /**
             * Key
             * @description The key of the blank.
             */
            key: string;
            /**
             * Status
             * @description `error`: it means nothing.
             * @enum {string}
             */
            status: "right" | "wrong" | "missing" | "error";
            /**
             * Reason
             * @description What is wrong; empty where nothing is.
             */
            reason: string;
        };
        /**
         * BlanksAnswer
         * @description A stage with its blanks, what is said of them, and the run once all are filled in.
         */
        BlanksAnswer: {
            /**
             * Title
             * @description Of the listing.
             */
            title: string;
            /**
             * Stages
             * @description All of them.
             */
            stages: components["schemas"]["StageAnswer"][];
            /**
             * Stage
             * @description The one that is told, from 1.
             */
            stage: number;
            /**
             * Says
             * @description A sentence about it.
             */
            says: string;
            /**
             * Lines
             * @description The code, line by line.
             */
            lines: components["schemas"]["PieceAnswer"][][];
            /**
             * Marks
             * @description One for each blank of the stage.
             */
            marks: components["schemas"]["BlankMark"][];
            /**
             * Shown
             * @description The answer that was asked for.
             */
            shown: string | null;
            /** @description Null until every blank is filled in. */
            run: components["schemas"]["RunAnswer"] | null;
        };
        /**
         * BlanksAsk
         * @description A stage of a listing, and what was written in its blanks.
         */
        BlanksAsk: {
            /**
             * Listing
             * @description The name of a listing.
             * @example multiply-gate
             */
            listing: string;
            /**
             * Stage
             * @description Which stage of it, from 1. Default: `1`.
             */
            stage?: number;
            /**
             * Answers
             * @description Expressions of Python by the keys of the blanks. They are read and never run.
             * @example {
             *       "1.dx": "self.y * dz",
             *       "1.dy": "self.y * dz",
             *       "1.self.x": "x",
             *       "1.self.y": "y",
             *       "1.z": "x * y"
             *     }
             */
            answers?: {
                [key: string]: string;
            };
            /**
             * Forget
             * @description Lose what the forward pass has kept before the backward pass begins. Default: `false`.
             */
            forget?: boolean;
            /**
             * Show
             * @description The key of a blank whose answer is to be told.
             */
            show?: string | null;
        };
        /**
         * BlockAnswer
         * @description The program with a block more, or what closes the selection first.
         */
        BlockAnswer: {
            /**
             * Calls
             * @description The keys of its calls, for `closed`.
             */
            calls: string[];
            /**
             * Gates
             * @description The keys of its gates that open, for `opened`.
             */
            gates: string[];
            /**
             * Program
             * @description The program with the block; null where the selection is not closed.
             */
            program: string | null;
            /**
             * Name
             * @description The name of the block, or one that is free.
             */
            name: string;
            /**
             * Key
             * @description What its call goes by, for `closed`; null without one.
             */
            key: string | null;
            /**
             * Why
             * @description Why the selection is no block as it is; null if it is.
             */
            why: string | null;
            /**
             * Adds
             * @description The nodes that close it, by their ids in the trace.
             */
            adds: number[];
            /**
             * Result
             * @description The node whose value leaves the block.
             */
            result: number;
            /**
             * Operands
             * @description The nodes outside that the block reads.
             */
            operands: number[];
        };
        /**
         * BlockAsk
         * @description Which gates of a program are to be a block.
         */
        BlockAsk: {
            /**
             * Program
             * @description The program's text.
             * @example x = -2; y = 5; z = -4
             *     q = x + y
             *     f = q * z
             */
            program: string;
            /**
             * Inputs
             * @description Numbers by name, for names that the program uses but does not bind, or instead of the values that it binds. Each is a number or a nested list; `NaN`, `Infinity` and `-Infinity` are written as texts.
             * @example {
             *       "x": 3
             *     }
             */
            inputs?: {
                [key: string]: components["schemas"]["Numbers"];
            };
            /**
             * Output
             * @description The name to differentiate; the last statement when left out.
             * @example f
             */
            output?: string | null;
            /**
             * Nodes
             * @description Ids of nodes of the program's trace with the same `detail`, `closed` and `opened`. Inputs do not count: they stay outside.
             * @example [
             *       4,
             *       5,
             *       6,
             *       7
             *     ]
             */
            nodes: number[];
            /**
             * Name
             * @description The name of the block; `block`, or that with a number, when left out.
             * @example squash
             */
            name?: string | null;
            /** @description The detail of the trace; `scalars` has no blocks. Default: `"gates"`. */
            detail?: components["schemas"]["Detail"];
            /**
             * Closed
             * @description As in a trace: calls that are folded.
             */
            closed?: string[];
            /**
             * Opened
             * @description As in a trace: gates that are opened.
             */
            opened?: string[];
        };
        /**
         * BytesAnswer
         * @description Memory, by the size of a number.
         */
        BytesAnswer: {
            /**
             * Float32
             * @description Four bytes a number.
             */
            float32: number;
            /**
             * Float64
             * @description Eight bytes a number.
             */
            float64: number;
        };
        /**
         * CardAnswer
         * @description What is said of a gate on a card of its own; little of most gates.
         */
        CardAnswer: {
            /** @description Of a loss, also one that is spelled out. */
            loss: components["schemas"]["ReadingAnswer"] | null;
            /**
             * Lines
             * @description What holds at these numbers, line by line.
             */
            lines: components["schemas"]["CardLineAnswer"][];
            /**
             * Parts
             * @description What an objective adds up, if it is one.
             */
            parts: components["schemas"]["ShareAnswer"][];
            /** @description Of a loss or an activation. */
            curve: components["schemas"]["CurveAnswer"] | null;
            /**
             * Switches
             * @description What can be chosen.
             */
            switches: components["schemas"]["SwitchAnswer"][];
        };
        /**
         * CardAsk
         * @description Which node's card to tell.
         */
        CardAsk: {
            /**
             * Program
             * @description The program's text.
             * @example x = -2; y = 5; z = -4
             *     q = x + y
             *     f = q * z
             */
            program: string;
            /**
             * Inputs
             * @description Numbers by name, for names that the program uses but does not bind, or instead of the values that it binds. Each is a number or a nested list; `NaN`, `Infinity` and `-Infinity` are written as texts.
             * @example {
             *       "x": 3
             *     }
             */
            inputs?: {
                [key: string]: components["schemas"]["Numbers"];
            };
            /**
             * Output
             * @description The name to differentiate; the last statement when left out.
             * @example f
             */
            output?: string | null;
            /**
             * Node
             * @description Id of a node of the program's trace with the same `detail`, `closed` and `opened`: a gate, a block, or a gate inside an open block.
             * @example 2
             */
            node: number;
            /** @description The detail of the trace. Default: `"gates"`. */
            detail?: components["schemas"]["Detail"];
            /**
             * Closed
             * @description As in a trace: calls that are folded.
             */
            closed?: string[];
            /**
             * Opened
             * @description As in a trace: gates that are opened.
             */
            opened?: string[];
        };
        /**
         * CardLineAnswer
         * @description A line, which is true once the sweep has come so far.
         */
        CardLineAnswer: {
            /**
             * Phase
             * @description When.
             * @enum {string}
             */
            phase: "forward" | "backward";
            /**
             * Text
             * @description The line.
             */
            text: string;
        };
        /**
         * CautionAnswer
         * @description Something that the reader of the numbers should know.
         */
        CautionAnswer: {
            /**
             * Kind
             * @description What it is about: `non-finite`; `blocked-gradient`, `saturated`, `kink`: a gate lets nothing through, or stands where a convention rules; `clamped`, `not-a-probability`: what a loss was given; `opened`: the smaller gates of an opened gate make another number than the gate, whose number counts.
             */
            kind: string;
            /**
             * Node
             * @description Where it first appears.
             */
            node: number | null;
            /**
             * Message
             * @description What it is, in one sentence.
             */
            message: string;
        };
        /**
         * ChainAnswer
         * @description The chain from the output to one value.
         */
        ChainAnswer: {
            /**
             * Of
             * @description Whose gradient it is.
             */
            of: string;
            /**
             * Output
             * @description The output's name; null for a bare expression.
             */
            output: string | null;
            /**
             * Targets
             * @description What can be asked for, 120 names at most.
             */
            targets: components["schemas"]["TargetAnswer"][];
            /**
             * Layers
             * @description How many layers the inputs are of.
             */
            layers: number;
            /**
             * Links
             * @description The factors from the output on, 400 at most; the value of the last one is the gradient.
             */
            links: components["schemas"]["LinkAnswer"][];
            /**
             * Is Whole
             * @description Whether these are all factors.
             */
            is_whole: boolean;
            /**
             * Forward
             * @description What the layer of the value computes.
             */
            forward: components["schemas"]["ForwardAnswer"][];
            /** @description What it takes, with reuse and without. */
            products: components["schemas"]["CountAnswer"];
        };
        /**
         * ChainAsk
         * @description Whose gradient to derive.
         */
        ChainAsk: {
            /**
             * Program
             * @description The program's text.
             * @example x = -2; y = 5; z = -4
             *     q = x + y
             *     f = q * z
             */
            program: string;
            /**
             * Inputs
             * @description Numbers by name, for names that the program uses but does not bind, or instead of the values that it binds. Each is a number or a nested list; `NaN`, `Infinity` and `-Infinity` are written as texts.
             * @example {
             *       "x": 3
             *     }
             */
            inputs?: {
                [key: string]: components["schemas"]["Numbers"];
            };
            /**
             * Output
             * @description The name to differentiate; the last statement when left out.
             * @example f
             */
            output?: string | null;
            /**
             * Of
             * @description A name of the program: an input, or what one of its lines binds; when left out the parameter that is farthest from the output.
             * @example x
             */
            of?: string | null;
            /**
             * Parameters
             * @description The inputs that learn, whose gradients are counted together; all of them when left out.
             * @example [
             *       "x"
             *     ]
             */
            parameters?: string[] | null;
            /**
             * @description The gradient that arrives at the output; ones when left out.
             * @example 1
             */
            seed?: components["schemas"]["Numbers"] | null;
            /** @description The detail of the trace by whose nodes and edges the answer speaks. The chain itself is always that of the gates. Default: `"gates"`. */
            detail?: components["schemas"]["Detail"];
            /**
             * Closed
             * @description As in a trace: calls that are folded.
             */
            closed?: string[];
            /**
             * Opened
             * @description As in a trace: gates that are opened.
             */
            opened?: string[];
            /** @description How a name that ends in a number is written, as in a trace. Default: `"plain"`. */
            names?: components["schemas"]["Names"];
        };
        /**
         * CheckAnswer
         * @description One input, checked.
         */
        CheckAnswer: {
            /** @description `ok`; `mismatch`; `kink`: a gate stands on a kink, or has one within the step, so that there is no one slope to compare with; `clamp`: a clamp rules, and what flows back is the gate's convention; `cannot-tell`: the difference quotient itself is too uncertain, by rounding or by too long a step, to tell a right gradient from a wrong one; `non-finite`; `no-gradient`: no gradient flows back to it, since the output does not depend on it or reads it as a class label only. */
            verdict: components["schemas"]["Verdict"];
            /**
             * Relative Error
             * @description |analytic − numeric| / max(|analytic|, |numeric|, 1e-8) at the worst entry.
             */
            relative_error: number | components["schemas"]["NonFinite"];
            /** @description The gradient of the backward pass. */
            analytic: components["schemas"]["Number"] | null;
            /** @description The difference quotient of each entry; NaN where none was computed. */
            numeric: components["schemas"]["Number"] | null;
            /**
             * Uncertainty
             * @description How far the difference quotient of the worst entry, freed of most of its truncation, may be off: relative to the larger of the two numbers. `ok` needs 1e-3, and with an `h` of your own the quotient itself as close as that.
             */
            uncertainty: number | components["schemas"]["NonFinite"];
            /**
             * Cause
             * @description Of `cannot-tell`: `truncation`, the step h is too large, or `rounding`, it is too small; null for other verdicts.
             */
            cause: ("truncation" | "rounding") | null;
            /**
             * Step
             * @description The step taken at the worst entry.
             */
            step: number | null;
            /**
             * Label
             * @description Whether it is read as a class label. A label cannot be moved a little: it stayed as it is, and what was compared is what flows back through its other uses.
             */
            label: boolean;
            /**
             * Worst
             * @description The index of the entry that decided.
             */
            worst: number[] | null;
            /**
             * Checked
             * @description How many entries were compared, evenly spread.
             */
            checked: number;
            /**
             * Total
             * @description How many entries the input has.
             */
            total: number;
        };
        /**
         * ChoiceAnswer
         * @description One of the ways that a gate can be.
         */
        ChoiceAnswer: {
            /**
             * Label
             * @description What it is called.
             */
            label: string;
            /**
             * Chosen
             * @description Whether the gate is that way.
             */
            chosen: boolean;
            /**
             * Edits
             * @description What writes it so.
             */
            edits: components["schemas"]["EditAnswer"][];
        };
        /**
         * ClassLinesAnswer
         * @description Which lines of the script of classes do what: those of a loop, a class and a row of a list.
         *
         *     Lines count from 1, ids are those of detail `gates`.
         */
        ClassLinesAnswer: {
            /**
             * Names
             * @description What the script calls each node, by its id: so they come in topological order.
             */
            names: string[];
            /**
             * Forward Lines
             * @description The lines that make the value of each leaf and gate, by node id.
             */
            forward_lines: {
                [key: string]: number[];
            };
            /**
             * Backward Lines
             * @description The lines that send a contribution back, by edge id, for every edge that carries one.
             */
            backward_lines: {
                [key: string]: number[];
            };
            /**
             * Seed Lines
             * @description The lines that start the backward pass; none where no gradient flows.
             */
            seed_lines: number[];
            /**
             * Graph Line
             * @description The line where the classes of the gates end.
             */
            graph_line: number;
            /**
             * Update Lines
             * @description The lines of a parameter's step, by node id; none without `descend`.
             */
            update_lines: {
                [key: string]: number[];
            };
        };
        /**
         * ClassifyAnswer
         * @description The program of a setting, and how it learns.
         */
        ClassifyAnswer: {
            /**
             * Program
             * @description The setting as a program: all numbers here are its own, as `POST /api/v1/trace` and `/descend` tell them too.
             */
            program: string;
            /** @description The update rule with all its options. */
            optimizer: components["schemas"]["WholeOptimizerOptions"];
            /**
             * Moments
             * @description Each moment from update `since` to the last; the last alone where it ended before.
             */
            moments: components["schemas"]["ClassifyMoment"][];
            /**
             * Updates
             * @description Updates made, at about 200 places of the whole way.
             */
            updates: number[];
            /**
             * Losses
             * @description The total loss there.
             */
            losses: (number | components["schemas"]["NonFinite"])[];
            /** @description Where it had to stop, if it had: the last moment is the one before. */
            diverged: components["schemas"]["DescendDivergedAnswer"] | null;
        };
        /**
         * ClassifyAsk
         * @description A setting, and how far it is to learn.
         */
        ClassifyAsk: {
            /**
             * Data
             * @description A row of numbers for each image.
             * @example [
             *       [
             *         3,
             *         2
             *       ]
             *     ]
             */
            data?: number[][] | null;
            /**
             * Weights
             * @description A row for each class, with a weight for each number of an image.
             * @example [
             *       [
             *         -2,
             *         -1
             *       ],
             *       [
             *         1,
             *         -5
             *       ]
             *     ]
             */
            weights?: number[][] | null;
            /**
             * Biases
             * @description One for each class; none when left out.
             */
            biases?: number[] | null;
            /**
             * Scores
             * @description A row for each image and a column for each class, instead of data and weights: then the scores themselves learn.
             */
            scores?: number[][] | null;
            /**
             * Labels
             * @description The true class of each row, from 0.
             * @example [
             *       0
             *     ]
             */
            labels: number[];
            /**
             * Classes
             * @description The names of the classes, for the program.
             * @example [
             *       "bird",
             *       "car"
             *     ]
             */
            classes?: string[];
            /**
             * Loss
             * @description `svm`: multiclass SVM as Weston and Watkins have it; `ova`: one binary SVM for each class; `structured`: the SVM of the worst class alone; `softmax`; `squared`. Default: `"svm"`.
             */
            loss?: string;
            /**
             * Margin
             * @description ε: how far ahead the true class has to be. Default: `1.0`.
             */
            margin?: number;
            /**
             * Strength
             * @description λ of the penalty on W. Default: `0.0`.
             */
            strength?: number;
            /**
             * Half
             * @description Whether the penalty is ½λΣW², and not λΣW²: conventions differ. Default: `false`.
             */
            half?: boolean;
            /**
             * @description The update rule, `sgd` when left out, and its options.
             * @example {
             *       "learning_rate": 1,
             *       "name": "sgd"
             *     }
             */
            optimizer?: components["schemas"]["OptimizerOptions"];
            /**
             * Updates
             * @description How many updates to make, at most. Default: `1`.
             */
            updates?: number;
            /**
             * Since
             * @description The first update of which there is a moment. Default: `0`.
             */
            since?: number;
        };
        /**
         * ClassifyMoment
         * @description How it stands after some updates: N rows, C classes.
         */
        ClassifyMoment: {
            /**
             * Update
             * @description Updates made.
             */
            update: number;
            /**
             * Weights
             * @description W; null where scores are given.
             */
            weights: (number | components["schemas"]["NonFinite"])[][] | null;
            /**
             * Biases
             * @description b; null where there are none.
             */
            biases: (number | components["schemas"]["NonFinite"])[] | null;
            /**
             * Scores
             * @description A row for each image, a column for each class.
             */
            scores: (number | components["schemas"]["NonFinite"])[][];
            /**
             * Weight Gradients
             * @description Of the total loss by W.
             */
            weight_gradients: (number | components["schemas"]["NonFinite"])[][] | null;
            /**
             * Bias Gradients
             * @description Of the total loss by b.
             */
            bias_gradients: (number | components["schemas"]["NonFinite"])[] | null;
            /**
             * Score Gradients
             * @description Of the total loss by the scores.
             */
            score_gradients: (number | components["schemas"]["NonFinite"])[][];
            /**
             * Terms
             * @description What the loss of a row is made of, class by class: `max(0, s_j − s_y + ε)`, 0 at the true class; `max(0, ε ± s_j)` of one-vs-all; `s_j − s_y + ε` of the structured SVM, of which the largest counts; probabilities of softmax; squared errors.
             */
            terms: (number | components["schemas"]["NonFinite"])[][];
            /**
             * Active
             * @description Which margins push a score.
             */
            active: boolean[][];
            /**
             * Losses
             * @description The loss of each row.
             */
            losses: (number | components["schemas"]["NonFinite"])[];
            /**
             * Data Loss
             * @description Their mean.
             */
            data_loss: number | components["schemas"]["NonFinite"];
            /**
             * Penalty
             * @description What the penalty on the weights adds; 0 without one.
             */
            penalty: number | components["schemas"]["NonFinite"];
            /**
             * Loss
             * @description Both together.
             */
            loss: number | components["schemas"]["NonFinite"];
            /**
             * Predicted
             * @description The class of the highest score of each row; of equal ones the first.
             */
            predicted: number[];
        };
        /**
         * CodeAnswer
         * @description The program as scripts that run as they stand and print the same gradients.
         */
        CodeAnswer: {
            /**
             * Numpy
             * @description Staged NumPy with a backward pass written by hand.
             */
            numpy: string;
            /**
             * Torch
             * @description PyTorch, which finds the gradients itself.
             */
            torch: string;
            /**
             * Classes
             * @description NumPy as classes: one with `forward` and `backward` for each kind of gate, and a graph that loops over its gates in topological order, and back over them reversed. It prints the output too.
             */
            classes: string;
            /** @description The lines of the NumPy script. */
            numpy_lines: components["schemas"]["LinesAnswer"];
            /** @description The lines of the PyTorch script. */
            torch_lines: components["schemas"]["LinesAnswer"];
            /** @description The lines of the script of classes. */
            classes_lines: components["schemas"]["ClassLinesAnswer"];
            /**
             * Nodes
             * @description For every node of the trace at the detail asked for, with the same `closed` and `opened`, the ids at detail `gates` that it stands for; empty at `scalars`.
             */
            nodes: number[][];
            /**
             * Edges
             * @description The same for every edge.
             */
            edges: number[][];
        };
        /**
         * CodeAsk
         * @description Which program to write out.
         */
        CodeAsk: {
            /**
             * Program
             * @description The program's text.
             * @example x = -2; y = 5; z = -4
             *     q = x + y
             *     f = q * z
             */
            program: string;
            /**
             * Inputs
             * @description Numbers by name, for names that the program uses but does not bind, or instead of the values that it binds. Each is a number or a nested list; `NaN`, `Infinity` and `-Infinity` are written as texts.
             * @example {
             *       "x": 3
             *     }
             */
            inputs?: {
                [key: string]: components["schemas"]["Numbers"];
            };
            /**
             * Output
             * @description The name to differentiate; the last statement when left out.
             * @example f
             */
            output?: string | null;
            /**
             * @description The gradient that arrives at the output, a number or a nested list; ones when left out.
             * @example 1
             */
            seed?: components["schemas"]["Numbers"] | null;
            /** @description The detail that `nodes` and `edges` of the answer are about. Default: `"gates"`. */
            detail?: components["schemas"]["Detail"];
            /** @description Write a loop that makes updates by a rule, and prints the loss before each and after the last; when left out as the program's own update says, if it has one. */
            descend?: components["schemas"]["CodeDescend"] | null;
            /**
             * Closed
             * @description As in a trace: calls that are folded.
             */
            closed?: string[];
            /**
             * Opened
             * @description As in a trace: gates that are opened.
             */
            opened?: string[];
        };
        /**
         * CodeDescend
         * @description The loop of a program that learns.
         */
        CodeDescend: {
            /**
             * Noise
             * @description σ of the noise: to every element of the gradient a number drawn from the normal distribution N(0, σ²) is added before the rule gets it, anew for each update. Default: `0.0`.
             */
            noise?: number;
            /**
             * Batch Size
             * @description Mini-batches: how many rows of the data each update is made from, all when left out. The data are the constants with the longest first axis, and what else has as many rows and does not learn; the loss has to be a mean or a sum over the rows. Every epoch goes through them in another order; those that are left over wait for the next. Losses and gradients of the answer are those of all rows.
             * @example 2
             */
            batch_size?: number | null;
            /**
             * Stochastic Seed
             * @description Of the noise, and of the order of the rows. Default: `1`.
             */
            stochastic_seed?: number;
            /**
             * @description The update rule, as in `POST /api/v1/descend`.
             * @example {
             *       "learning_rate": 0.1,
             *       "name": "sgd"
             *     }
             */
            optimizer?: components["schemas"]["OptimizerOptions"] | null;
            /**
             * Updates
             * @description How many updates to make, as in `POST /api/v1/descend`.
             */
            updates?: number | null;
            /**
             * Parameters
             * @description The inputs that learn, as in `POST /api/v1/descend`.
             */
            parameters?: string[] | null;
        };
        Configuration: {
            /** @description The points. */
            dataset?: {
                /** @description The data set. */
                name?: string;
                /** @description How many points, train and test together. */
                samples?: number;
                /** @description How far points are thrown off their place. */
                noise?: number;
                /** @description Of the generator and of the split. */
                seed?: number;
                /** @description How much of the points is kept for the test. */
                test_fraction?: number;
                /** @description How many classes, where a set can have several. */
                classes?: number | null;
                /** @description Which of a data set's forms. */
                variant?: string | null;
                /** @description Of the data set curve: f in x2 = f(x1). */
                function?: string | null;
                /** @description Of the data set custom: x1, x2, label of each point. */
                points?: [
                    number,
                    number,
                    number
                ][] | null;
                /** @description What the two coordinates are called. */
                columns?: [
                    string,
                    string
                ] | null;
                /** @description What the classes are called, from class 0. */
                class_names?: string[] | null;
                /** @description X1, x2, label of a point that is asked about and not trained on. */
                query?: [
                    number,
                    number,
                    number
                ] | null;
                /** @description Whether the network sees (x − center) / scale; null is true for points of one's own whose two coordinates spread differently, by more than five times. */
                standardize?: boolean | null;
                /** @description Of standardize: what is taken off; null is the mean of the training points. */
                center?: [
                    number,
                    number
                ] | null;
                /** @description Of standardize: what it is divided by; null is their standard deviation. */
                scale?: [
                    number,
                    number
                ] | null;
            };
            /** @description What the network sees: x1, x2, x1^2, x2^2, x1*x2, sin(x1), sin(x2), 1, or a formula of one's own in the program language over x1 and x2, such as sin(3*x1) or x1**2 + x2. */
            features?: string[];
            /** @description The hidden layers. */
            layers?: {
                /** @description How many neurons. */
                units?: number;
                /**
                 * @description The gate at their end.
                 * @enum {string}
                 */
                activation?: "identity" | "sigmoid" | "tanh" | "relu" | "leaky_relu" | "elu" | "softplus" | "gelu" | "step" | "selu" | "maxout";
                /** @description Of leaky_relu, on the negative side. */
                slope?: number;
                /** @description Of elu: minus its value far to the left. */
                alpha?: number;
                /** @description The chance that a neuron is left out of an update; the others are divided by 1 − dropout, and everything that is shown has all of them. */
                dropout?: number;
                /** @description Adds what the layer gets to what it gives: as many units as inputs. */
                residual?: boolean;
            }[];
            /**
             * @description The head: what the scores mean and how wrong they are.
             * @enum {string}
             */
            loss?: "softmax" | "svm" | "sigmoid" | "squared" | "regression";
            /**
             * @description Of the losses squared and regression: a gate after the score.
             * @enum {string}
             */
            output_activation?: "identity" | "tanh" | "sigmoid";
            /** @description Whether layers have biases. */
            bias?: boolean;
            /** @description The first weights. */
            init?: {
                /**
                 * @description How the weights are drawn.
                 * @enum {string}
                 */
                scheme?: "xavier" | "he" | "normal" | "uniform" | "zeros" | "legacy_uniform" | "given";
                /** @description Of the weights, of the order of the batches and of dropout. */
                seed?: number;
                /** @description Of the scheme given: weights and biases by name (W1, b1, W2, …) as a trained network is answered, or all in one list, unit by unit its weights and then its bias. */
                parameters?: number[] | {
                    [key: string]: unknown;
                } | null;
            };
            /** @description The update rule. */
            optimizer?: {
                /**
                 * @description The rule.
                 * @enum {string}
                 */
                name?: "sgd" | "momentum" | "nesterov" | "adagrad" | "rmsprop" | "adadelta" | "adam" | "adamw";
                /** @description The size of a step. */
                learning_rate?: number;
                /** @description Of momentum and nesterov. */
                momentum?: number;
                /** @description Of adam and adamw: the memory of their mean. */
                beta1?: number;
                /** @description Of adam and adamw: the memory of their squares. */
                beta2?: number;
                /** @description Of adadelta: the memory of its squares. */
                rho?: number;
                /** @description Of rmsprop: the memory of its squares. */
                decay?: number;
                /** @description Keeps a division from being one by zero; null is the rule's own. */
                epsilon?: number | null;
                /** @description How the learning rate changes. */
                schedule?: {
                    /**
                     * @description How the rate changes.
                     * @enum {string}
                     */
                    name?: "constant" | "step" | "cosine" | "warmup";
                    /** @description Of step and cosine, in updates. */
                    period?: number;
                    /** @description Of step: what each period multiplies the rate by; of cosine: what is left of it at the end. */
                    factor?: number;
                    /** @description Of warmup: after so many updates the rate is the whole one. */
                    warmup?: number;
                };
            };
            /** @description Weight decay. */
            regularization?: {
                /** @description Adds l1·Σ|w| to the loss. */
                l1?: number;
                /** @description Adds (l2/2)·Σw² to the loss, so l2·w to the gradient. */
                l2?: number;
                /** @description Whether L2 is (l2/2)·Σw², with the gradient l2·w; else it is l2·Σw², with 2·l2·w, so that the same l2 decays twice as much. */
                half?: boolean;
                /** @description Whether both are divided by the batch size, as in ConvNetJS: 0.001 at batches of 10 then decays as 0.0001 does otherwise. */
                per_batch?: boolean;
            };
            /** @description Points an update; 0 is all of them. */
            batch_size?: number;
        };
        /**
         * CountAnswer
         * @description Products of two numbers for the gradients of some parameters.
         */
        CountAnswer: {
            /**
             * Parameters
             * @description Whose: those that the backward sweep has computed once it is here, in order.
             */
            parameters: string[];
            /**
             * Reused
             * @description Each wire gone through once, as backpropagation does.
             */
            reused: number;
            /**
             * Anew
             * @description Each number of each gradient by itself, as the sum over all ways from it to the output.
             */
            anew: number;
        };
        /**
         * CountsAnswer
         * @description What a program costs; of numbers, a multiply-add is one product that is added to a sum.
         */
        CountsAnswer: {
            /**
             * Parameters
             * @description The leaves that learn.
             */
            parameters: components["schemas"]["LeafCountAnswer"][];
            /**
             * Data
             * @description The leaves that do not, with their names.
             */
            data: components["schemas"]["LeafCountAnswer"][];
            /**
             * Total
             * @description How many numbers learn.
             */
            total: number;
            /**
             * Written
             * @description The same with the arithmetic, `17·784 + 17 + 10·17 + 10 = 13,525`.
             */
            written: string;
            /**
             * Layers
             * @description In the order of the program.
             */
            layers: components["schemas"]["LayerCountAnswer"][];
            /**
             * Gates
             * @description In the order of the trace.
             */
            gates: components["schemas"]["GateCountAnswer"][];
            /**
             * Multiply Adds
             * @description All on the way forward: of products of arrays and of values with each other.
             */
            multiply_adds: number;
            /**
             * Multiply Adds Back
             * @description All on the way back.
             */
            multiply_adds_back: number;
            /**
             * Kept
             * @description How many numbers of gates are kept for the way back, leaves not counted.
             */
            kept: number;
            /** @description The memory that these take. */
            kept_bytes: components["schemas"]["BytesAnswer"];
            /** @description The samples; null where the program does not show which axis is theirs. */
            batch: components["schemas"]["BatchCountAnswer"] | null;
        };
        /**
         * CountsAsk
         * @description What to count.
         */
        CountsAsk: {
            /**
             * Program
             * @description The program's text.
             * @example x = -2; y = 5; z = -4
             *     q = x + y
             *     f = q * z
             */
            program: string;
            /**
             * Inputs
             * @description Numbers by name, for names that the program uses but does not bind, or instead of the values that it binds. Each is a number or a nested list; `NaN`, `Infinity` and `-Infinity` are written as texts.
             * @example {
             *       "x": 3
             *     }
             */
            inputs?: {
                [key: string]: components["schemas"]["Numbers"];
            };
            /**
             * Output
             * @description The name to differentiate; the last statement when left out.
             * @example f
             */
            output?: string | null;
            /**
             * Parameters
             * @description The inputs that learn, by name. When left out, those that the program's text lets learn, or else all that a gradient flows back to and that hold no samples.
             * @example [
             *       "W",
             *       "b"
             *     ]
             */
            parameters?: string[] | null;
            /**
             * Batch
             * @description Count for so many samples: the rows of the data are as many then.
             * @example 100
             */
            batch?: number | null;
        };
        /**
         * CurveAnswer
         * @description The curve that a gate's numbers stand on.
         */
        CurveAnswer: {
            /**
             * Across
             * @description What runs across.
             */
            across: string;
            /**
             * Up
             * @description What runs up.
             */
            up: string;
            /**
             * Left
             * @description Where it begins.
             */
            left: number;
            /**
             * Right
             * @description Where it ends.
             */
            right: number;
            /**
             * Low
             * @description The lowest height that is drawn.
             */
            low: number;
            /**
             * High
             * @description The highest height that is drawn.
             */
            high: number;
            /**
             * Lines
             * @description Its lines.
             */
            lines: components["schemas"]["StrokeAnswer"][];
            /**
             * Points
             * @description What stands on it; the first of many elements.
             */
            points: components["schemas"]["PointAnswer"][];
        };
        /**
         * DataAnswer
         * @description The points of a run.
         */
        DataAnswer: {
            /**
             * Points
             * @description x1 and x2 of each point.
             */
            points: [
                number,
                number
            ][];
            /**
             * Labels
             * @description Its class, from 0, or its value.
             */
            labels: number[];
            /**
             * Test
             * @description Whether it is kept for the test.
             */
            test: boolean[];
            /**
             * Classes
             * @description How many classes there are; 0: labels are values.
             */
            classes: number;
            /**
             * Names
             * @description What the axes mean.
             */
            names: [
                string,
                string
            ];
            /**
             * Class Names
             * @description What classes are called, as far as they have names.
             */
            class_names: string[];
            /**
             * Center
             * @description The network sees (x − center) / scale of each coordinate.
             */
            center: [
                number,
                number
            ];
            /**
             * Scale
             * @description 1 where the data are not standardised.
             */
            scale: [
                number,
                number
            ];
            /**
             * Middle
             * @description The middle of the plane, as the network sees it.
             */
            middle: [
                number,
                number
            ];
            /**
             * Extent
             * @description The plane goes from middle − extent to middle + extent, both ways, as the network sees it.
             */
            extent: number;
        };
        /**
         * DatasetAnswer
         * @description One data set.
         */
        DatasetAnswer: {
            /**
             * Name
             * @description What a configuration calls it.
             */
            name: string;
            /**
             * Title
             * @description Its title.
             */
            title: string;
            /**
             * Help
             * @description What it is there for.
             */
            help: string;
            /**
             * Classes
             * @description Classes by default; 0: its labels are values.
             */
            classes: number;
            /**
             * Most Classes
             * @description The most classes that it can have.
             */
            most_classes: number;
            /**
             * Samples
             * @description Points by default.
             */
            samples: number;
            /**
             * Fixed
             * @description How many points it always has; null: as many as asked.
             */
            fixed: number | null;
            /**
             * Noise
             * @description What the noise does; empty: nothing.
             */
            noise: string;
            /**
             * Variants
             * @description Its forms; the first is the default.
             */
            variants: string[];
            /**
             * Names
             * @description What the axes mean.
             */
            names: [
                string,
                string
            ];
            /**
             * Class Names
             * @description What classes are called, as far as they have names.
             */
            class_names: string[];
            /**
             * Middle
             * @description The middle of the plane.
             */
            middle: [
                number,
                number
            ];
            /**
             * Extent
             * @description The plane goes from middle − extent to middle + extent, both ways.
             */
            extent: number;
            /**
             * Source
             * @description What its points come from: its own rule; the seed, labelled by the configuration's `function`; the configuration's `points`.
             * @enum {string}
             */
            source: "made" | "function" | "points";
            /**
             * Parameters
             * @description Which fields of `dataset` it reads.
             */
            parameters: string[];
        };
        /**
         * DatasetsAnswer
         * @description Every data set.
         */
        DatasetsAnswer: {
            /**
             * Datasets
             * @description In the order of the menu.
             */
            datasets: components["schemas"]["DatasetAnswer"][];
        };
        /**
         * DerivationAnswer
         * @description The derivation, line by line; none where the node is no known gate and computes none.
         */
        DerivationAnswer: {
            /**
             * Gate
             * @description The gate whose derivative it is; null without one.
             */
            gate: string | null;
            /**
             * Name
             * @description The gate, or the block that computes the same.
             */
            name: string | null;
            /**
             * Lines
             * @description Line by line, simpler each time.
             */
            lines: components["schemas"]["LineAnswer"][];
        };
        /**
         * DerivationAsk
         * @description Which gate's, or block's, derivation to tell.
         */
        DerivationAsk: {
            /**
             * Program
             * @description The program's text.
             * @example x = -2; y = 5; z = -4
             *     q = x + y
             *     f = q * z
             */
            program: string;
            /**
             * Inputs
             * @description Numbers by name, for names that the program uses but does not bind, or instead of the values that it binds. Each is a number or a nested list; `NaN`, `Infinity` and `-Infinity` are written as texts.
             * @example {
             *       "x": 3
             *     }
             */
            inputs?: {
                [key: string]: components["schemas"]["Numbers"];
            };
            /**
             * Output
             * @description The name to differentiate; the last statement when left out.
             * @example f
             */
            output?: string | null;
            /**
             * Node
             * @description Id of a node of the program's trace with the same `detail`, `closed` and `opened`: a gate, a block, or a gate inside an open block.
             * @example 2
             */
            node: number;
            /** @description The detail of the trace. Default: `"gates"`. */
            detail?: components["schemas"]["Detail"];
            /**
             * Closed
             * @description As in a trace: calls that are folded.
             */
            closed?: string[];
            /**
             * Opened
             * @description As in a trace: gates that are opened.
             */
            opened?: string[];
        };
        /**
         * DescendAnswer
         * @description How it went. All lists have a row for each recorded update, the start first, the end last.
         */
        DescendAnswer: {
            /**
             * Output
             * @description The name of the loss; null for a bare expression.
             */
            output: string | null;
            /** @description The update rule with all its options. */
            optimizer: components["schemas"]["WholeOptimizerOptions"];
            /**
             * Updates
             * @description Updates made.
             */
            updates: number[];
            /**
             * Losses
             * @description The loss.
             */
            losses: (number | components["schemas"]["NonFinite"])[];
            /**
             * Parameters
             * @description The values of every parameter, by its name.
             */
            parameters: {
                [key: string]: components["schemas"]["Number"][];
            };
            /**
             * Gradients
             * @description The gradient of the loss there, by the parameter's name: the next update is made from it, if there is neither noise nor a mini-batch.
             */
            gradients: {
                [key: string]: components["schemas"]["Number"][];
            };
            /**
             * Rates
             * @description The learning rate of the next update.
             */
            rates: number[];
            /** @description Which rows the mini-batches were taken from; null without them. */
            batches: components["schemas"]["BatchesAnswer"] | null;
            /**
             * Watched
             * @description The values of what was to be watched, by its name.
             */
            watched: {
                [key: string]: components["schemas"]["Number"][];
            };
            /** @description Where it had to stop, if it had: the last row is the one before. */
            diverged: components["schemas"]["DescendDivergedAnswer"] | null;
            /**
             * Rested
             * @description Whether it ended early because nothing moved by more than the tolerance.
             */
            rested: boolean;
            /** @description How the rule comes from the gradient to the step; null if not asked for. */
            rule: components["schemas"]["DescendRuleAnswer"] | null;
            /** @description The story of the program at the end, at detail `gates` and without a layout, as `POST /api/v1/trace` tells it; null if not asked for. */
            trace: components["schemas"]["TraceAnswer"] | null;
        };
        /**
         * DescendAsk
         * @description What is to learn, by which rule, and for how long.
         */
        DescendAsk: {
            /**
             * Program
             * @description The program's text.
             * @example x = -2; y = 5; z = -4
             *     q = x + y
             *     f = q * z
             */
            program: string;
            /**
             * Inputs
             * @description Numbers by name, for names that the program uses but does not bind, or instead of the values that it binds. Each is a number or a nested list; `NaN`, `Infinity` and `-Infinity` are written as texts.
             * @example {
             *       "x": 3
             *     }
             */
            inputs?: {
                [key: string]: components["schemas"]["Numbers"];
            };
            /**
             * Output
             * @description The name to differentiate; the last statement when left out.
             * @example f
             */
            output?: string | null;
            /**
             * Noise
             * @description σ of the noise: to every element of the gradient a number drawn from the normal distribution N(0, σ²) is added before the rule gets it, anew for each update. Default: `0.0`.
             */
            noise?: number;
            /**
             * Batch Size
             * @description Mini-batches: how many rows of the data each update is made from, all when left out. The data are the constants with the longest first axis, and what else has as many rows and does not learn; the loss has to be a mean or a sum over the rows. Every epoch goes through them in another order; those that are left over wait for the next. Losses and gradients of the answer are those of all rows.
             * @example 2
             */
            batch_size?: number | null;
            /**
             * Stochastic Seed
             * @description Of the noise, and of the order of the rows. Default: `1`.
             */
            stochastic_seed?: number;
            /**
             * Parameters
             * @description The inputs that learn, by name; when left out those that the program lets take a step, `w -= 0.1 * grad(w)`, or all that a gradient flows back to. The others keep their numbers.
             * @example [
             *       "w0",
             *       "w1"
             *     ]
             */
            parameters?: string[] | null;
            /**
             * @description The update rule and its options: when left out that of the program's update, or `sgd`. A learning rate that is left out is the one that the rule begins with in `GET /api/v1/training`.
             * @example {
             *       "learning_rate": 0.1,
             *       "name": "sgd"
             *     }
             */
            optimizer?: components["schemas"]["OptimizerOptions"] | null;
            /**
             * Updates
             * @description How many updates to make, at most; when left out as many turns as the program's loop of updates has, or 1.
             */
            updates?: number | null;
            /**
             * Record Every
             * @description Updates between two rows; a hundredth of all when left out.
             */
            record_every?: number | null;
            /**
             * Tolerance
             * @description End once no parameter p moved by more than this times max(1, |p|).
             * @example 0.000001
             */
            tolerance?: number | null;
            /**
             * Watch
             * @description Other names of the program whose values are told in every row.
             * @example [
             *       "q"
             *     ]
             */
            watch?: string[];
            /**
             * Trace
             * @description Whether to tell the story of the end. Default: `true`.
             */
            trace?: boolean;
            /**
             * Explain
             * @description Whether to tell the lines of the rule with what stands in them. Default: `false`.
             */
            explain?: boolean;
        };
        /**
         * DescendDivergedAnswer
         * @description Where a descent left the numbers; that update is taken back.
         */
        DescendDivergedAnswer: {
            /**
             * Update
             * @description After this update something was no longer finite.
             */
            update: number;
            /**
             * Parameter
             * @description Which element; null where it is the loss.
             * @example W1[0,2]
             */
            parameter: string | null;
        };
        /**
         * DescendRuleAnswer
         * @description The update rule line by line: p is the parameter, g its gradient, t the update, from 1.
         */
        DescendRuleAnswer: {
            /**
             * Lines
             * @description As they are computed.
             * @example [
             *       "v ← μ·v − η·g",
             *       "p ← p + v"
             *     ]
             */
            lines: string[];
            /**
             * Options
             * @description The numbers of its options, by their symbols; η is before any schedule.
             * @example {
             *       "η": 0.02,
             *       "μ": 0.9
             *     }
             */
            options: {
                [key: string]: number;
            };
            /**
             * Memory
             * @description By the symbols on the left, and by parameter: what the update before each row made of them; 0 at the start.
             */
            memory: {
                [key: string]: {
                    [key: string]: components["schemas"]["Number"][];
                };
            };
        };
        /** @enum {string} */
        Detail: "blocks" | "gates" | "elementary" | "scalars";
        /**
         * DialAnswer
         * @description A number that can be chosen.
         */
        DialAnswer: {
            /**
             * Value
             * @description What it is.
             */
            value: number | components["schemas"]["NonFinite"];
            /**
             * Edits
             * @description What writes another, if no input holds it.
             */
            edits: components["schemas"]["EditAnswer"][];
            /**
             * Input
             * @description The input or constant that holds it, if one does.
             */
            input: string | null;
            /**
             * Least
             * @description The least that makes sense.
             */
            least: number | null;
            /**
             * Marks
             * @description Usual values.
             */
            marks: number[];
        };
        /**
         * DivergedAnswer
         * @description Where a run left the numbers.
         */
        DivergedAnswer: {
            /**
             * Update
             * @description After this update a parameter was no longer finite.
             */
            update: number;
            /**
             * Parameter
             * @description Which.
             * @example W1[0,2]
             */
            parameter: string;
        };
        /**
         * DocumentAsk
         * @description What to draw as the pages of a PDF.
         */
        DocumentAsk: {
            /**
             * Program
             * @description The program's text.
             * @example x = -2; y = 5; z = -4
             *     q = x + y
             *     f = q * z
             */
            program: string;
            /**
             * Inputs
             * @description Numbers by name, for names that the program uses but does not bind, or instead of the values that it binds. Each is a number or a nested list; `NaN`, `Infinity` and `-Infinity` are written as texts.
             * @example {
             *       "x": 3
             *     }
             */
            inputs?: {
                [key: string]: components["schemas"]["Numbers"];
            };
            /**
             * Output
             * @description The name to differentiate; the last statement when left out.
             * @example f
             */
            output?: string | null;
            /**
             * @description The gradient that arrives at the output (forward mode: the tangent of `wrt`), a number or a nested list; ones when left out.
             * @example 1
             */
            seed?: components["schemas"]["Numbers"] | null;
            /** @description `reverse`: one gradient per input; `forward`: one tangent per node. Default: `"reverse"`. */
            mode?: components["schemas"]["Mode"];
            /**
             * Wrt
             * @description Forward mode: the input whose tangent is seeded, all others being zero. May be left out where there is only one.
             * @example x
             */
            wrt?: string | null;
            /** @description How far the program is opened: `blocks` folds every call of a function of your own, `gates` shows each gate, `elementary` opens activations and losses, `scalars` opens arrays too. The gradients of the inputs are the same at each. Default: `"gates"`. */
            detail?: components["schemas"]["Detail"];
            /**
             * Closed
             * @description At detail `gates`: calls that are folded into one node each, by the keys that `parts` of the answer lists. The gradients of the inputs stay the same.
             * @example [
             *       "neuron#1"
             *     ]
             */
            closed?: string[];
            /**
             * Opened
             * @description At detail `gates`: activations, losses and the like that are opened into smaller gates, by the keys that `parts` lists.
             * @example [
             *       "s",
             *       "layer#1/sigmoid#2"
             *     ]
             */
            opened?: string[];
            /** @description How symbols, labels and sentences write a name that ends in a number: `plain` as it is (`W1`), `layers` with the layer in raised brackets (`W[1]` in plain text). Every `name` stays as the program has it. Default: `"plain"`. */
            names?: components["schemas"]["Names"];
            /** @description What stands on the wires of the picture, which the layout keeps room for: `numbers`, `symbols` such as `∂f/∂x = z·1`, or `both`, `∂f/∂x = −4`; as far as there is room. Default: `"numbers"`. */
            labels?: components["schemas"]["Labels"];
            /**
             * Step
             * @description The step that is drawn, on one page; a page for each step when left out.
             * @example 3
             */
            step?: number | null;
            /**
             * Theme
             * @description The paper's theme. Default: `"light"`.
             * @enum {string}
             */
            theme?: "light" | "dark";
            /**
             * Palette
             * @description `classic` is green and red, `colourblind` blue and orange. Default: `"classic"`.
             * @enum {string}
             */
            palette?: "classic" | "colourblind";
            /**
             * Digits
             * @description Decimals of the numbers in the picture. Default: `2`.
             */
            digits?: number;
            /**
             * Title
             * @description The picture's title, for screen readers; made from the program when left out.
             */
            title?: string | null;
            /** @description The box that the picture is to fit; it has its natural size when left out. */
            fit?: components["schemas"]["FitAsk"] | null;
            /**
             * Batch
             * @description How many rows are samples, where the program does not show it: arrays of so many say so.
             */
            batch?: number | null;
            /**
             * Shapes
             * @description Whether every wire says the shape of what it carries, in the place of the numbers. Default: `false`.
             */
            shapes?: boolean;
            /**
             * By
             * @description What it goes on by: `gate` plays all steps of a gate together, `wire` each step by itself. Default: `"wire"`.
             * @enum {string}
             */
            by?: "gate" | "wire";
            /**
             * Words
             * @description Whether what happens is said below each picture. Default: `true`.
             */
            words?: boolean;
        };
        /**
         * DrawAsk
         * @description What to draw, and how.
         */
        DrawAsk: {
            /**
             * Program
             * @description The program's text.
             * @example x = -2; y = 5; z = -4
             *     q = x + y
             *     f = q * z
             */
            program: string;
            /**
             * Inputs
             * @description Numbers by name, for names that the program uses but does not bind, or instead of the values that it binds. Each is a number or a nested list; `NaN`, `Infinity` and `-Infinity` are written as texts.
             * @example {
             *       "x": 3
             *     }
             */
            inputs?: {
                [key: string]: components["schemas"]["Numbers"];
            };
            /**
             * Output
             * @description The name to differentiate; the last statement when left out.
             * @example f
             */
            output?: string | null;
            /**
             * @description The gradient that arrives at the output (forward mode: the tangent of `wrt`), a number or a nested list; ones when left out.
             * @example 1
             */
            seed?: components["schemas"]["Numbers"] | null;
            /** @description `reverse`: one gradient per input; `forward`: one tangent per node. Default: `"reverse"`. */
            mode?: components["schemas"]["Mode"];
            /**
             * Wrt
             * @description Forward mode: the input whose tangent is seeded, all others being zero. May be left out where there is only one.
             * @example x
             */
            wrt?: string | null;
            /** @description How far the program is opened: `blocks` folds every call of a function of your own, `gates` shows each gate, `elementary` opens activations and losses, `scalars` opens arrays too. The gradients of the inputs are the same at each. Default: `"gates"`. */
            detail?: components["schemas"]["Detail"];
            /**
             * Closed
             * @description At detail `gates`: calls that are folded into one node each, by the keys that `parts` of the answer lists. The gradients of the inputs stay the same.
             * @example [
             *       "neuron#1"
             *     ]
             */
            closed?: string[];
            /**
             * Opened
             * @description At detail `gates`: activations, losses and the like that are opened into smaller gates, by the keys that `parts` lists.
             * @example [
             *       "s",
             *       "layer#1/sigmoid#2"
             *     ]
             */
            opened?: string[];
            /** @description How symbols, labels and sentences write a name that ends in a number: `plain` as it is (`W1`), `layers` with the layer in raised brackets (`W[1]` in plain text). Every `name` stays as the program has it. Default: `"plain"`. */
            names?: components["schemas"]["Names"];
            /** @description What stands on the wires of the picture, which the layout keeps room for: `numbers`, `symbols` such as `∂f/∂x = z·1`, or `both`, `∂f/∂x = −4`; as far as there is room. Default: `"numbers"`. */
            labels?: components["schemas"]["Labels"];
            /**
             * Step
             * @description How many steps have been played: 0 is before the first; the end when left out.
             * @example 3
             */
            step?: number | null;
            /**
             * Theme
             * @description The paper's theme. Default: `"light"`.
             * @enum {string}
             */
            theme?: "light" | "dark";
            /**
             * Palette
             * @description `classic` is green and red, `colourblind` blue and orange. Default: `"classic"`.
             * @enum {string}
             */
            palette?: "classic" | "colourblind";
            /**
             * Digits
             * @description Decimals of the numbers in the picture. Default: `2`.
             */
            digits?: number;
            /**
             * Title
             * @description The picture's title, for screen readers; made from the program when left out.
             */
            title?: string | null;
            /** @description The box that the picture is to fit; it has its natural size when left out. */
            fit?: components["schemas"]["FitAsk"] | null;
            /**
             * Batch
             * @description How many rows are samples, where the program does not show it: arrays of so many say so.
             */
            batch?: number | null;
            /**
             * Shapes
             * @description Whether every wire says the shape of what it carries, in the place of the numbers. Default: `false`.
             */
            shapes?: boolean;
        };
        /**
         * DrawnDatasetAnswer
         * @description One data set with a small picture of it.
         */
        DrawnDatasetAnswer: {
            /**
             * Name
             * @description What a configuration calls it.
             */
            name: string;
            /**
             * Title
             * @description Its title.
             */
            title: string;
            /**
             * Help
             * @description What it is there for.
             */
            help: string;
            /**
             * Classes
             * @description Classes by default; 0: its labels are values.
             */
            classes: number;
            /**
             * Most Classes
             * @description The most classes that it can have.
             */
            most_classes: number;
            /**
             * Samples
             * @description Points by default.
             */
            samples: number;
            /**
             * Fixed
             * @description How many points it always has; null: as many as asked.
             */
            fixed: number | null;
            /**
             * Noise
             * @description What the noise does; empty: nothing.
             */
            noise: string;
            /**
             * Variants
             * @description Its forms; the first is the default.
             */
            variants: string[];
            /**
             * Names
             * @description What the axes mean.
             */
            names: [
                string,
                string
            ];
            /**
             * Class Names
             * @description What classes are called, as far as they have names.
             */
            class_names: string[];
            /**
             * Middle
             * @description The middle of the plane.
             */
            middle: [
                number,
                number
            ];
            /**
             * Extent
             * @description The plane goes from middle − extent to middle + extent, both ways.
             */
            extent: number;
            /**
             * Source
             * @description What its points come from: its own rule; the seed, labelled by the configuration's `function`; the configuration's `points`.
             * @enum {string}
             */
            source: "made" | "function" | "points";
            /**
             * Parameters
             * @description Which fields of `dataset` it reads.
             */
            parameters: string[];
            /**
             * Thumbnail
             * @description Some points: x1 and x2 from −1 to 1, and the label.
             */
            thumbnail: [
                number,
                number,
                number
            ][];
        };
        /**
         * EdgeAnswer
         * @description One use of a value by a gate.
         */
        EdgeAnswer: {
            /**
             * Id
             * @description The edge's number.
             */
            id: number;
            /**
             * Source
             * @description The node whose value is used.
             */
            source: number;
            /**
             * Target
             * @description The gate that uses it.
             */
            target: number;
            /**
             * Slot
             * @description Which operand it is, literals counted.
             */
            slot: number;
            /** @description The local derivative; null where the gate is not elementwise. */
            local: components["schemas"]["Number"] | null;
            /** @description The local derivative, `∂q/∂x = y`, or, where `whole`, what flows back, `dX = dY @ Wᵀ`, with `+=` where several gradients are added. */
            formula: components["schemas"]["Formula"];
            /** @description The left side of the formula. The MathML of all its parts is without the `math` element. */
            left: components["schemas"]["Formula"];
            /**
             * Sign
             * @description What stands between its sides: `+=` where several gradients are added.
             * @enum {string}
             */
            sign: "=" | "+=";
            /** @description The right side; null of a block, whose derivative has a name and nothing else. */
            right: components["schemas"]["Formula"] | null;
            /** @description The right side of the formula, in brackets where it needs some as a factor; of a block the left side. */
            factor: components["schemas"]["Formula"];
            /** @description What the local derivative is called, `∂q/∂x`, also where the formula is `whole`. */
            derivative: components["schemas"]["Formula"];
            /**
             * Constant
             * @description The right side, where it is one number whatever the values are, as 1 of a sum and 0 of a step; else null.
             */
            constant: number | components["schemas"]["NonFinite"] | null;
            /**
             * Flips
             * @description Whether a minus sign stands before all of the local derivative.
             */
            flips: boolean;
            /**
             * Is Vjp
             * @description Whether the gate is not elementwise, so that the formula is a vector-Jacobian product.
             */
            is_vjp: boolean;
            /**
             * Is Sum
             * @description Reverse mode: whether what flows back is summed over the axes that broadcasting spread it along; `summed` says which.
             */
            is_sum: boolean;
            /**
             * Whole
             * @description Whether the formula has the upstream gradient in it: it `is_vjp` or `is_sum`.
             */
            whole: boolean;
            /** @description Reverse mode: the axes of the target that the source was spread along by broadcasting; what flows back is summed over them. */
            summed: components["schemas"]["SpreadAnswer"] | null;
            /** @description The axes of the source that the upstream gradient is spread along. */
            spread: components["schemas"]["SpreadAnswer"] | null;
            /**
             * Worked
             * @description Where `whole`, the formula with the shapes of its arrays, `3×4 = 3×2 @ 2×4`, in MathML as that of a node; null where it would be long. The upstream gradient has `data-upstream`, the gate's value `data-made`.
             */
            worked: string | null;
            /**
             * Reads
             * @description The nodes whose values the formula's right side holds.
             */
            reads: number[];
            /** @description Reverse mode: what flows back through this wire, upstream × local; those out of a node sum to its gradient, but where a warning `opened` says otherwise. Forward mode: local × tangent. Null where nothing flows. */
            contribution: components["schemas"]["Number"] | null;
            /**
             * Sent
             * @description Reverse mode, where arrays flow back: what that is, in words, such as `upstream × 1 summed over the 2 rows`. Null of numbers, and where nothing flows.
             */
            sent: string | null;
        };
        /**
         * EdgeNumbersAnswer
         * @description The numbers of an edge.
         */
        EdgeNumbersAnswer: {
            /** @description The local derivative, as in a trace. */
            local: components["schemas"]["Number"] | null;
            /** @description What flows through it, as in a trace. */
            contribution: components["schemas"]["Number"] | null;
            /**
             * Sent
             * @description What flows back, in words, as in a trace.
             */
            sent: string | null;
        };
        /**
         * EdgePlaceAnswer
         * @description Where an edge is drawn.
         */
        EdgePlaceAnswer: {
            /**
             * Id
             * @description The edge.
             */
            id: number;
            /**
             * Path
             * @description SVG path data.
             */
            path: string;
            /**
             * Value At
             * @description Of the value above the wire: x and y of the middle of its baseline, or of the bottom edge of a grid or tile.
             */
            value_at: [
                number,
                number
            ];
            /**
             * Gradient At
             * @description Of the gradient below the wire: x and y of the middle of its baseline, or of the top edge of a grid or tile.
             */
            gradient_at: [
                number,
                number
            ];
        };
        /**
         * EditAnswer
         * @description A text for a place of the program.
         */
        EditAnswer: {
            /** @description What it takes the place of. */
            place: components["schemas"]["Span"];
            /**
             * Text
             * @description The text; `▢` in it stands for the number that is chosen.
             */
            text: string;
        };
        /**
         * ExampleAnswer
         * @description One preset: a program and how to show it.
         */
        ExampleAnswer: {
            /**
             * Id
             * @description Its name in addresses.
             */
            id: string;
            /**
             * Title
             * @description Its name for people.
             */
            title: string;
            /**
             * Topic
             * @description The heading it stands under in the menu.
             */
            topic: string;
            /**
             * Rows
             * @description The rows of the curriculum that it shows.
             */
            rows: string[];
            /**
             * Source
             * @description The decks it comes from.
             */
            source: string[];
            /**
             * Note
             * @description What a speaker may want to say.
             */
            note: string;
            /**
             * Program
             * @description The program's text.
             */
            program: string;
            /**
             * Output
             * @description The output to ask for; null is the last statement.
             */
            output: string | null;
            /** @description The seed to ask for; null is ones. */
            seed: components["schemas"]["Numbers"] | null;
            /** @description The mode to ask for. */
            mode: components["schemas"]["Mode"];
            /**
             * Wrt
             * @description Forward mode: the input that moves.
             */
            wrt: string | null;
            /**
             * Rule
             * @description The update rule that it learns by.
             */
            rule: string;
            /**
             * Rate
             * @description The step size of its updates.
             */
            rate: number;
            /**
             * Learners
             * @description The inputs that learn; null is every input that a gradient flows back to.
             */
            learners: string[] | null;
            /**
             * Start Step
             * @description How many steps are played when it opens.
             */
            start_step: number;
            /** @description The level of detail it opens at. */
            detail: components["schemas"]["Detail"];
        };
        /**
         * ExamplesAnswer
         * @description Every preset.
         */
        ExamplesAnswer: {
            /**
             * Examples
             * @description The presets in the order of the menu.
             */
            examples: components["schemas"]["ExampleAnswer"][];
        };
        /**
         * ExerciseAnswer
         * @description The questions; the answers are not among it.
         */
        ExerciseAnswer: {
            /**
             * Kind
             * @description The kind of exercise.
             * @enum {string}
             */
            kind: "backward" | "blanks" | "predict" | "place" | "order" | "route" | "shapes" | "mistake" | "derive";
            /**
             * Title
             * @description What is to be done, as a heading.
             */
            title: string;
            /**
             * Program
             * @description The program that is asked about, with its numbers.
             */
            program: string;
            /**
             * Questions
             * @description In the order in which they are asked.
             */
            questions: components["schemas"]["QuestionAnswer"][];
        };
        /**
         * ExerciseAsk
         * @description A program, and what kind of exercise is to be made of it.
         */
        ExerciseAsk: {
            /**
             * Program
             * @description The program's text.
             * @example x = -2; y = 5; z = -4
             *     q = x + y
             *     f = q * z
             */
            program: string;
            /**
             * Kind
             * @description `backward`: write its lines; `blanks` of the listing that the program names; `predict` numbers; `place` local derivatives; `order` the sweep; `route`: which inputs get a zero; `shapes`; find the `mistake`; `derive` a gradient factor by factor. Default: `"backward"`.
             * @example predict
             * @enum {string}
             */
            kind?: "backward" | "blanks" | "predict" | "place" | "order" | "route" | "shapes" | "mistake" | "derive";
            /**
             * Seed
             * @description Of what is left to chance: which values are asked for, which line is spoiled, in which order choices stand. The same seed asks the same. Default: `0`.
             */
            seed?: number;
            /**
             * Numbers
             * @description Draws other numbers for the program's inputs, short ones in the same shapes; the same number draws the same. Labels, constants and marks of 0 and 1 stay. 0: the program's own. The answer has the program with them, which can be sent in its place. Default: `0`.
             */
            numbers?: number;
            /**
             * Tolerance
             * @description How far a number may be off that is right but for rounding, relative to the largest element. Default: `0.01`.
             */
            tolerance?: number;
        };
        /**
         * FactorAnswer
         * @description The Jacobian by one operand.
         */
        FactorAnswer: {
            /**
             * Edge
             * @description The wire from the operand to the gate.
             */
            edge: number;
            /**
             * Source
             * @description The operand.
             */
            source: number;
            /**
             * Rows
             * @description Its rows: the outputs of the gate.
             */
            rows: number;
            /**
             * Columns
             * @description Its columns: the elements of the operand.
             */
            columns: number;
            /**
             * Entries
             * @description Row by row; null of one with more than 16,384 entries.
             */
            entries: (number | components["schemas"]["NonFinite"])[][] | null;
            /** @description What flows back; null where nothing does, and where `entries` is. */
            product: components["schemas"]["ProductAnswer"] | null;
        };
        /**
         * FaultAnswer
         * @description Why a line means nothing.
         */
        FaultAnswer: {
            /**
             * Detail
             * @description What is wrong.
             */
            detail: string;
            /**
             * Hint
             * @description What to try.
             */
            hint: string | null;
            /** @description Where in the lines. */
            place: components["schemas"]["Span"] | null;
        };
        /**
         * FilmAsk
         * @description What to draw as a film.
         */
        FilmAsk: {
            /**
             * Program
             * @description The program's text.
             * @example x = -2; y = 5; z = -4
             *     q = x + y
             *     f = q * z
             */
            program: string;
            /**
             * Inputs
             * @description Numbers by name, for names that the program uses but does not bind, or instead of the values that it binds. Each is a number or a nested list; `NaN`, `Infinity` and `-Infinity` are written as texts.
             * @example {
             *       "x": 3
             *     }
             */
            inputs?: {
                [key: string]: components["schemas"]["Numbers"];
            };
            /**
             * Output
             * @description The name to differentiate; the last statement when left out.
             * @example f
             */
            output?: string | null;
            /**
             * @description The gradient that arrives at the output (forward mode: the tangent of `wrt`), a number or a nested list; ones when left out.
             * @example 1
             */
            seed?: components["schemas"]["Numbers"] | null;
            /** @description `reverse`: one gradient per input; `forward`: one tangent per node. Default: `"reverse"`. */
            mode?: components["schemas"]["Mode"];
            /**
             * Wrt
             * @description Forward mode: the input whose tangent is seeded, all others being zero. May be left out where there is only one.
             * @example x
             */
            wrt?: string | null;
            /** @description How far the program is opened: `blocks` folds every call of a function of your own, `gates` shows each gate, `elementary` opens activations and losses, `scalars` opens arrays too. The gradients of the inputs are the same at each. Default: `"gates"`. */
            detail?: components["schemas"]["Detail"];
            /**
             * Closed
             * @description At detail `gates`: calls that are folded into one node each, by the keys that `parts` of the answer lists. The gradients of the inputs stay the same.
             * @example [
             *       "neuron#1"
             *     ]
             */
            closed?: string[];
            /**
             * Opened
             * @description At detail `gates`: activations, losses and the like that are opened into smaller gates, by the keys that `parts` lists.
             * @example [
             *       "s",
             *       "layer#1/sigmoid#2"
             *     ]
             */
            opened?: string[];
            /** @description How symbols, labels and sentences write a name that ends in a number: `plain` as it is (`W1`), `layers` with the layer in raised brackets (`W[1]` in plain text). Every `name` stays as the program has it. Default: `"plain"`. */
            names?: components["schemas"]["Names"];
            /** @description What stands on the wires of the picture, which the layout keeps room for: `numbers`, `symbols` such as `∂f/∂x = z·1`, or `both`, `∂f/∂x = −4`; as far as there is room. Default: `"numbers"`. */
            labels?: components["schemas"]["Labels"];
            /**
             * Step
             * @description The step after which the film ends; the end of the story when left out.
             * @example 3
             */
            step?: number | null;
            /**
             * Theme
             * @description The paper's theme. Default: `"light"`.
             * @enum {string}
             */
            theme?: "light" | "dark";
            /**
             * Palette
             * @description `classic` is green and red, `colourblind` blue and orange. Default: `"classic"`.
             * @enum {string}
             */
            palette?: "classic" | "colourblind";
            /**
             * Digits
             * @description Decimals of the numbers in the picture. Default: `2`.
             */
            digits?: number;
            /**
             * Title
             * @description The picture's title, for screen readers; made from the program when left out.
             */
            title?: string | null;
            /** @description The box that the picture is to fit; it has its natural size when left out. */
            fit?: components["schemas"]["FitAsk"] | null;
            /**
             * Batch
             * @description How many rows are samples, where the program does not show it: arrays of so many say so.
             */
            batch?: number | null;
            /**
             * Shapes
             * @description Whether every wire says the shape of what it carries, in the place of the numbers. Default: `false`.
             */
            shapes?: boolean;
            /**
             * By
             * @description What it goes on by: `gate` plays all steps of a gate together, `wire` each step by itself. Default: `"gate"`.
             * @enum {string}
             */
            by?: "gate" | "wire";
            /**
             * Pace
             * @description For how many seconds each picture is shown; the last one longer. Default: `2.0`.
             */
            pace?: number;
            /**
             * Words
             * @description Whether what happens is said below each picture. Default: `true`.
             */
            words?: boolean;
        };
        /**
         * FitAsk
         * @description A box for the picture.
         *
         *     The drawing gets the shape of the box and is made as large in it as it can be. Where figures
         *     would be smaller than asked for, arrays stand on their wires in smaller forms and long chains
         *     are bent into several bands, one under the other. Scaled to the box, what does not fit even so
         *     has smaller figures. Graphs of more than 200 nodes have their natural size.
         */
        FitAsk: {
            /**
             * Width
             * @description Its width, in px.
             * @example 1280
             */
            width: number;
            /**
             * Height
             * @description Its height, in px.
             * @example 540
             */
            height: number;
            /**
             * Figure
             * @description How large the numbers are to be at least, in px, when the drawing is scaled to the box; in the drawing itself they have 16. Default: `16.0`.
             */
            figure?: number;
        };
        /**
         * FormAnswer
         * @description How a value, and its gradient, stands on the wires that carry it.
         */
        FormAnswer: {
            /**
             * Kind
             * @description `number`: written; `grid`: a cell for each number; `tile`: cells of colour.
             * @enum {string}
             */
            kind: "number" | "grid" | "tile";
            /**
             * Rows
             * @description Its rows of cells.
             */
            rows: number;
            /**
             * Columns
             * @description Its columns of cells.
             */
            columns: number;
            /**
             * Width
             * @description The room above the wire, and below it, in px.
             */
            width: number;
            /**
             * Height
             * @description The room above the wire, and below it, in px.
             */
            height: number;
        };
        /**
         * Formula
         * @description One formula, twice.
         */
        Formula: {
            /**
             * Text
             * @description Plain text.
             */
            text: string;
            /**
             * Mathml
             * @description MathML, ready for a page.
             */
            mathml: string;
        };
        /**
         * ForwardAnswer
         * @description One line of what a layer computes.
         */
        ForwardAnswer: {
            /** @description The value, with unnamed gates written out. */
            formula: components["schemas"]["Formula"];
            /**
             * Shapes
             * @description The same with shapes; null of numbers.
             */
            shapes: string | null;
            /**
             * Spread
             * @description What is used for each of several rows or columns.
             */
            spread: string[];
        };
        /**
         * GateAnswer
         * @description One gate.
         */
        GateAnswer: {
            /**
             * Name
             * @description Its name in programs.
             */
            name: string;
            /**
             * Aliases
             * @description Its other names.
             */
            aliases: string[];
            /**
             * Glyph
             * @description What is drawn inside its circle.
             */
            glyph: string;
            /**
             * Family
             * @description The heading it stands under.
             */
            family: string;
            /**
             * Arguments
             * @description The names of its arguments in the formulas.
             */
            arguments: string[];
            /**
             * Variadic
             * @description Whether it takes more arguments than are named.
             */
            variadic: boolean;
            /**
             * Pattern
             * @description How it treats arrays: `elementwise`, `structure`, `reduction`, `product`, `block`.
             */
            pattern: string;
            /**
             * Params
             * @description Its options.
             */
            params: components["schemas"]["ParamAnswer"][];
            /** @description Its value in terms of its arguments. */
            formula: components["schemas"]["Formula"];
            /**
             * Derivatives
             * @description For each argument the local derivative, in terms of the arguments and the value y; where the gate is not elementwise the whole product with the upstream gradient g.
             */
            derivatives: components["schemas"]["Formula"][];
            /**
             * Behaviour
             * @description What it does to a gradient, in one word.
             */
            behaviour: string;
            /**
             * Summary
             * @description What it does to a gradient, in one sentence.
             */
            summary: string;
            /**
             * Convention
             * @description What holds at a kink, at an edge, or by default.
             */
            convention: string | null;
            /**
             * Definition
             * @description The gate in smaller gates, where it has such.
             */
            definition: string | null;
            /**
             * Numpy
             * @description Its line of NumPy.
             */
            numpy: string;
            /**
             * Torch
             * @description Its line of PyTorch.
             */
            torch: string;
        };
        /**
         * GateCountAnswer
         * @description One gate.
         */
        GateCountAnswer: {
            /**
             * Node
             * @description Its id in the trace at detail `gates`.
             */
            node: number;
            /**
             * Name
             * @description What it is called, as its `symbol` in the trace.
             */
            name: string;
            /**
             * Layer
             * @description Its place in `layers`.
             */
            layer: number;
            /**
             * Multiply Adds
             * @description On the way forward.
             */
            multiply_adds: number;
            /**
             * Multiply Adds Back
             * @description On the way back, to all its operands together.
             */
            multiply_adds_back: number;
            /**
             * Kept
             * @description Elements of its value, where the way back reads them: of a sigmoid its value, of a product the other operand. 0 where nothing does.
             */
            kept: number;
            /** @description By its largest operand; null of gates that only move elements, and where no gradient flows. */
            jacobian: components["schemas"]["JacobianCountAnswer"] | null;
        };
        /**
         * GatesAnswer
         * @description Every gate.
         */
        GatesAnswer: {
            /**
             * Gates
             * @description The gates, family by family.
             */
            gates: components["schemas"]["GateAnswer"][];
            /**
             * Makers
             * @description The makers of inputs and constants.
             */
            makers: components["schemas"]["MakerAnswer"][];
        };
        /**
         * GradcheckAnswer
         * @description Every input, checked.
         */
        GradcheckAnswer: {
            /** @description The worst verdict of all inputs. */
            verdict: components["schemas"]["Verdict"];
            /**
             * Output
             * @description The output's name; null for a bare expression.
             */
            output: string | null;
            /**
             * Scheme
             * @description The scheme that was asked for.
             * @enum {string}
             */
            scheme: "central" | "forward";
            /**
             * H
             * @description The step that was asked for; null for the default.
             */
            h: number | null;
            /**
             * Inputs
             * @description Each input, by its name.
             */
            inputs: {
                [key: string]: components["schemas"]["CheckAnswer"];
            };
        };
        /**
         * GradcheckAsk
         * @description What to check.
         */
        GradcheckAsk: {
            /**
             * Program
             * @description The program's text.
             * @example x = -2; y = 5; z = -4
             *     q = x + y
             *     f = q * z
             */
            program: string;
            /**
             * Inputs
             * @description Numbers by name, for names that the program uses but does not bind, or instead of the values that it binds. Each is a number or a nested list; `NaN`, `Infinity` and `-Infinity` are written as texts.
             * @example {
             *       "x": 3
             *     }
             */
            inputs?: {
                [key: string]: components["schemas"]["Numbers"];
            };
            /**
             * Output
             * @description The name to differentiate; the last statement when left out.
             * @example f
             */
            output?: string | null;
            /**
             * @description The gradient that arrives at the output; ones when left out.
             * @example 1
             */
            seed?: components["schemas"]["Numbers"] | null;
            /**
             * H
             * @description The step. When left out each entry x has its own: 6e-6 × max(1, |x|), or shorter where the function bends too much for that, or longer where rounding hides it.
             * @example 0.00001
             */
            h?: number | null;
            /**
             * Scheme
             * @description `central`: (f(x+h) − f(x−h)) / 2h; `forward`: (f(x+h) − f(x)) / h. Default: `"central"`.
             * @enum {string}
             */
            scheme?: "central" | "forward";
        };
        /**
         * GradeAnswer
         * @description Everybody's marks.
         */
        GradeAnswer: {
            /**
             * Asked
             * @description The keys of what is asked.
             */
            asked: string[];
            /**
             * Rows
             * @description A row for each that was handed in.
             */
            rows: components["schemas"]["RowAnswer"][];
            /**
             * Lines
             * @description The lines of `answer`, where it is the lines of a backward pass.
             */
            lines: components["schemas"]["GradedLine"][] | null;
        };
        /**
         * GradeAsk
         * @description An exercise, and what was handed in.
         */
        GradeAsk: {
            /**
             * Program
             * @description The exercise's program.
             * @example x = -2; y = 5; z = -4
             *     q = x + y
             *     f = q * z
             */
            program?: string | null;
            /**
             * Exercise
             * @description Instead: the exercise as a file, whose first remarks hold its settings.
             */
            exercise?: string | null;
            /**
             * Kind
             * @description What is asked of the program. Default: `"backward"`.
             */
            kind?: string;
            /**
             * Tolerance
             * @description How far a number that is written out may be off, relative to the largest element of what it stands for. Default: `0.01`.
             */
            tolerance?: number;
            /**
             * Seed
             * @description Of what the kind leaves to chance. Default: `0`.
             */
            seed?: number;
            /**
             * Answer
             * @description One answer, of which each line is told too.
             * @example dq = z * df
             */
            answer?: string | null;
            /**
             * Answers
             * @description What a class handed in.
             */
            answers?: components["schemas"]["AnswerAsk"][];
        };
        /**
         * GradedLine
         * @description What is said of one line of a backward pass.
         */
        GradedLine: {
            /**
             * Line
             * @description Its line, from 1.
             */
            line: number;
            /**
             * Target
             * @description The name that it gives a value; empty if it cannot be read.
             */
            target: string;
            /**
             * Verdict
             * @description `exact`, `rounding`: right but for that, or `wrong`; null of a line that is no gradient, but a name of the student's own.
             */
            verdict: ("exact" | "rounding" | "wrong") | null;
            /**
             * Reason
             * @description Why it is wrong; empty where it is not.
             */
            reason: string;
        };
        /**
         * HealthAnswer
         * @description The server is alive.
         */
        HealthAnswer: {
            /**
             * Status
             * @description Always `ok`.
             * @constant
             */
            status: "ok";
            /**
             * Version
             * @description The version that serves.
             */
            version: string;
        };
        /**
         * HintAnswer
         * @description Three steps towards a line, each of which gives away more.
         */
        HintAnswer: {
            /**
             * Target
             * @description The gradient.
             */
            target: string;
            /**
             * Rule
             * @description What the gates that the value goes into do to a gradient.
             */
            rule: string;
            /**
             * Operands
             * @description Which names the line reads.
             */
            operands: string;
            /**
             * Line
             * @description The line; null where there is no short one.
             */
            line: string | null;
        };
        /**
         * HintAsk
         * @description Which step of which hint.
         */
        HintAsk: {
            /**
             * Key
             * @description Of the question.
             * @example dq
             */
            key: string;
            /**
             * Level
             * @description 1: which rule; 2: on which operands; 3: the answer.
             * @example 1
             */
            level: number;
        };
        /**
         * ImageAnswer
         * @description One image.
         */
        ImageAnswer: {
            /**
             * Kind
             * @description What it shows.
             * @example facing left
             */
            kind: string;
            /**
             * Label
             * @description Its class, from 0.
             */
            label: number;
            /**
             * Pixels
             * @description 8 × 8 pixels, row by row: 0 is paper, 1 is ink.
             */
            pixels: number[];
        };
        /**
         * ImageSetAnswer
         * @description One set that can be chosen.
         */
        ImageSetAnswer: {
            /**
             * Name
             * @description What a request calls it.
             */
            name: string;
            /**
             * Title
             * @description What people call it.
             */
            title: string;
        };
        /**
         * ImagesAnswer
         * @description The images, and the programs whose output is the loss on them, for `POST /api/v1/descend`.
         */
        ImagesAnswer: {
            /**
             * Sets
             * @description All sets that there are.
             */
            sets: components["schemas"]["ImageSetAnswer"][];
            /**
             * Classes
             * @description The names of the two classes.
             */
            classes: string[];
            /**
             * Images
             * @description Kind by kind; a row of X each.
             */
            images: components["schemas"]["ImageAnswer"][];
            /**
             * Linear
             * @description Softmax regression: a row of `W` for each class is its template.
             */
            linear: string;
            /**
             * Hidden
             * @description The same with a hidden layer: a row of `W1` for each unit, a row of `W2` for each class.
             */
            hidden: string;
        };
        /**
         * ImagesAsk
         * @description Which images, and how the network with a hidden layer is built.
         */
        ImagesAsk: {
            /**
             * Set
             * @description `horses`: horses that face left or right, against what has two heads, none, or is a tree; `trees`: such horses against trees alone; `arrows`: the same as horses, with arrows. Default: `"horses"`.
             */
            set?: string;
            /**
             * Seed
             * @description Of the noise in the images, and of the first weights. Default: `1`.
             */
            seed?: number;
            /**
             * Units
             * @description Units of the hidden layer, from 2 to 8. Default: `4`.
             */
            units?: number;
            /**
             * Activation
             * @description Of the hidden layer: `relu` or `tanh`. Default: `"relu"`.
             */
            activation?: string;
            /**
             * Strength
             * @description λ of the penalty λΣW² on the weights. Default: `0.02`.
             */
            strength?: number;
        };
        /**
         * InsertAnswer
         * @description The program with a piece more.
         */
        InsertAnswer: {
            /**
             * Program
             * @description Its text.
             */
            program: string;
            /**
             * Name
             * @description What the new value is called.
             */
            name: string;
            /**
             * Node
             * @description Its id in the trace at detail `gates`.
             */
            node: number;
            /**
             * Line
             * @description The line that binds it, from 1.
             */
            line: number;
            /**
             * Lines
             * @description The new lines, without that of a function.
             */
            lines: string[];
        };
        /**
         * InsertAsk
         * @description What is put into which program.
         */
        InsertAsk: {
            /**
             * Program
             * @description The program's text; it may be empty.
             * @example x = [0.5, -1, 2]
             */
            program: string;
            /**
             * Inputs
             * @description Numbers by name, for names that the program uses but does not bind, or instead of the values that it binds. Each is a number or a nested list; `NaN`, `Infinity` and `-Infinity` are written as texts.
             * @example {
             *       "x": 3
             *     }
             */
            inputs?: {
                [key: string]: components["schemas"]["Numbers"];
            };
            /**
             * Output
             * @description The name to differentiate; the last statement when left out.
             * @example f
             */
            output?: string | null;
            /**
             * Kind
             * @description What is put in; a `function` is one of the program's own.
             * @example block
             * @enum {string}
             */
            kind: "gate" | "block" | "input" | "function";
            /**
             * Name
             * @description Its name.
             * @example dense
             */
            name: string;
            /**
             * Nodes
             * @description Ids of nodes of the program's trace with the same `detail`, `closed` and `opened`, which it takes in this order; when left out, the last result.
             * @example [
             *       0
             *     ]
             */
            nodes?: number[];
            /** @description The detail of the trace that has the nodes. Default: `"gates"`. */
            detail?: components["schemas"]["Detail"];
            /**
             * Closed
             * @description As in a trace: calls that are folded.
             */
            closed?: string[];
            /**
             * Opened
             * @description As in a trace: gates that are opened.
             */
            opened?: string[];
        };
        /**
         * JacobianAnswer
         * @description The Jacobians of a gate; of an input or a constant none.
         */
        JacobianAnswer: {
            /**
             * Node
             * @description The node that was asked for.
             */
            node: number;
            /**
             * Factors
             * @description In the order of its operands.
             */
            factors: components["schemas"]["FactorAnswer"][];
        };
        /**
         * JacobianAsk
         * @description Which gate's Jacobians to write out.
         */
        JacobianAsk: {
            /**
             * Program
             * @description The program's text.
             * @example x = -2; y = 5; z = -4
             *     q = x + y
             *     f = q * z
             */
            program: string;
            /**
             * Inputs
             * @description Numbers by name, for names that the program uses but does not bind, or instead of the values that it binds. Each is a number or a nested list; `NaN`, `Infinity` and `-Infinity` are written as texts.
             * @example {
             *       "x": 3
             *     }
             */
            inputs?: {
                [key: string]: components["schemas"]["Numbers"];
            };
            /**
             * Output
             * @description The name to differentiate; the last statement when left out.
             * @example f
             */
            output?: string | null;
            /**
             * Node
             * @description Id of a node of the program's trace with the same `detail`, `closed` and `opened`.
             * @example 1
             */
            node: number;
            /**
             * @description The gradient that arrives at the output, a number or a nested list; ones when left out.
             * @example 1
             */
            seed?: components["schemas"]["Numbers"] | null;
            /** @description The detail of the trace. Default: `"gates"`. */
            detail?: components["schemas"]["Detail"];
            /**
             * Closed
             * @description As in a trace: calls that are folded.
             */
            closed?: string[];
            /**
             * Opened
             * @description As in a trace: gates that are opened.
             */
            opened?: string[];
        };
        /**
         * JacobianCountAnswer
         * @description The size of a gate's largest Jacobian, which nobody forms.
         */
        JacobianCountAnswer: {
            /**
             * Rows
             * @description Elements of the gate's value.
             */
            rows: number;
            /**
             * Columns
             * @description Elements of the operand.
             */
            columns: number;
            /**
             * Entries
             * @description Rows times columns.
             */
            entries: number;
            /**
             * Stored
             * @description How many numbers the way back reads in place of all these.
             */
            stored: number;
        };
        /**
         * KeptAnswer
         * @description What the forward pass keeps because the backward pass reads it.
         */
        KeptAnswer: {
            /**
             * Name
             * @description As the code writes it.
             */
            name: string;
            /**
             * Numbers
             * @description How many numbers these are.
             */
            numbers: number;
            /**
             * Read By
             * @description The lines of the backward pass that read it.
             */
            read_by: number[];
        };
        /** @enum {string} */
        Labels: "numbers" | "symbols" | "both";
        /**
         * LayerCountAnswer
         * @description A call of a function of the program, or a line of it.
         */
        LayerCountAnswer: {
            /**
             * Name
             * @description `layer#1` of a call; of a line the last name that it binds.
             */
            name: string;
            /**
             * Kind
             * @description Which of the two.
             * @enum {string}
             */
            kind: "call" | "line";
            /**
             * Line
             * @description Where it is written, from 1.
             */
            line: number | null;
            /**
             * Parameters
             * @description How many numbers learn that it is the first to use.
             */
            parameters: number;
            /**
             * Written
             * @description The same as a sum, `17·784 + 17 = 13,345`.
             */
            written: string;
            /**
             * Multiply Adds
             * @description On the way forward.
             */
            multiply_adds: number;
            /**
             * Multiply Adds Back
             * @description On the way back.
             */
            multiply_adds_back: number;
            /**
             * Kept
             * @description Numbers that it computes and that are kept for the way back.
             */
            kept: number;
        };
        /**
         * LayoutAnswer
         * @description The placed graph; the same for every value of the inputs.
         */
        LayoutAnswer: {
            /**
             * Width
             * @description The drawing's width, in px.
             */
            width: number;
            /**
             * Height
             * @description The drawing's height, in px.
             */
            height: number;
            /**
             * Nodes
             * @description Where each node is.
             */
            nodes: components["schemas"]["NodePlaceAnswer"][];
            /**
             * Edges
             * @description Where each edge runs.
             */
            edges: components["schemas"]["EdgePlaceAnswer"][];
            /**
             * Ports
             * @description The wires that leave the outputs to the right, in the order of `outputs`.
             */
            ports: components["schemas"]["EdgePlaceAnswer"][];
            /**
             * Forms
             * @description How the value of each node stands on its wires.
             */
            forms: components["schemas"]["FormAnswer"][];
            /**
             * Margin
             * @description The paper that a picture has around the drawing, in px.
             */
            margin: number;
            /**
             * Circle
             * @description The diameter of a gate, in px.
             */
            circle: number;
            /** @description What there is room for on the wires. */
            labels: components["schemas"]["Labels"];
        };
        /**
         * LeafCountAnswer
         * @description A leaf of the program.
         */
        LeafCountAnswer: {
            /**
             * Name
             * @description Its name.
             */
            name: string;
            /**
             * Node
             * @description Its id in the trace at detail `gates`.
             */
            node: number;
            /**
             * Shape
             * @description Its shape; empty for a number.
             */
            shape: number[];
            /**
             * Count
             * @description How many numbers it has.
             */
            count: number;
            /**
             * Written
             * @description The same as a product, `17·784`; sizes of 1 are left out.
             */
            written: string;
            /**
             * Layer
             * @description Its place in `layers`; null of data, and of an output that is an input.
             */
            layer: number | null;
        };
        /**
         * LineAnswer
         * @description One line of a derivation: the derivative in other words than before.
         */
        LineAnswer: {
            /** @description The derivative. */
            formula: components["schemas"]["Formula"];
            /**
             * Worked
             * @description The same with the numbers at this input; null of arrays, and where one is not finite.
             */
            worked: string | null;
            /**
             * Why
             * @description What was done since the line before.
             */
            why: string;
        };
        /**
         * LineVerdict
         * @description What is said of one line.
         */
        LineVerdict: {
            /**
             * Target
             * @description The name that the line gives a value; empty where it cannot be read.
             */
            target: string;
            /** @description Where in the lines it stands. */
            place: components["schemas"]["Span"];
            /**
             * Status
             * @description `right`; `rounded`: a number that is right but for rounding; `chance`: right at these numbers and not at others; `part`: what comes back one way, and others are to be added; `own`: a name that is no gradient; `wrong`; `error`: it cannot be worked out.
             * @enum {string}
             */
            status: "right" | "rounded" | "chance" | "part" | "own" | "wrong" | "error";
            /** @description What the name is worth after this line, by the lines above; null in error. */
            value: components["schemas"]["Number"] | null;
            /** @description What is wrong; null where nothing is. */
            reason: components["schemas"]["ReasonAnswer"] | null;
            /** @description Why it means nothing; null but in error. */
            fault: components["schemas"]["FaultAnswer"] | null;
            /**
             * Said
             * @description Both in sentences, as they are read; empty where there is nothing to say.
             */
            said: string;
        };
        /**
         * LinesAnswer
         * @description Which line of a script does what; lines count from 1, ids are those of detail `gates`.
         */
        LinesAnswer: {
            /**
             * Forward Lines
             * @description The line that makes the value of each leaf and gate, by node id.
             */
            forward_lines: {
                [key: string]: number;
            };
            /**
             * Backward Lines
             * @description The line that sends a contribution back, by edge id, for every edge that carries one. In PyTorch one line does it all.
             */
            backward_lines: {
                [key: string]: number;
            };
            /**
             * Seed Line
             * @description The line that starts the backward pass; null where no gradient flows.
             */
            seed_line: number | null;
            /**
             * Update Lines
             * @description The line that takes a parameter's step, by node id; none without `descend`.
             */
            update_lines: {
                [key: string]: number;
            };
        };
        /**
         * LinkAnswer
         * @description One factor: a gate that the gradient goes back through.
         */
        LinkAnswer: {
            /**
             * Node
             * @description The gate in the trace; null at detail `scalars`.
             */
            node: number | null;
            /**
             * Edge
             * @description The wire in the trace; null where it is not seen, as inside a block.
             */
            edge: number | null;
            /** @description The value of the gate. */
            gate: components["schemas"]["Formula"];
            /** @description The local derivative, or the vector-Jacobian product of the gate. */
            local: components["schemas"]["Formula"];
            /** @description The gradient that has been reached: `∂E/∂z`. */
            left: components["schemas"]["Formula"];
            /** @description The product of the factors so far. In the MathML the one of link k has the class `factor-k`. A long product goes on from what it has come to. */
            product: components["schemas"]["Formula"];
            /** @description The same with what cancels left out and the rest put together; null where that is the same. */
            simple: components["schemas"]["Formula"] | null;
            /**
             * Shapes
             * @description The shape of the gradient and of what it is made: `1×3 = (4×1)ᵀ @ 4×3`; null of numbers.
             */
            shapes: string | null;
            /**
             * Notes
             * @description What there is to be said, such as over what is summed.
             */
            notes: string[];
            /**
             * Part
             * @description Which of the gradients that add up at the value this is, from 1, and of how many.
             */
            part: [
                number,
                number
            ];
            /** @description What the gradient comes to: the sum so far, where several add up. */
            value: components["schemas"]["Number"];
            /**
             * Norm
             * @description Its Euclidean norm.
             */
            norm: number | components["schemas"]["NonFinite"];
            /**
             * Shape
             * @description Its shape.
             */
            shape: number[];
            /**
             * Earlier
             * @description The parameter for whose gradient this was already computed; null if it is new.
             */
            earlier: string | null;
            /**
             * Products
             * @description Products of two numbers that the factor takes, once its upstream is known.
             */
            products: number;
        };
        /**
         * MakerAnswer
         * @description What makes the numbers of an input.
         */
        MakerAnswer: {
            /**
             * Name
             * @description Its name in programs.
             */
            name: string;
            /**
             * Usage
             * @description How it is written.
             */
            usage: string;
            /**
             * Summary
             * @description What it makes, in one sentence.
             */
            summary: string;
        };
        /**
         * MarkAnswer
         * @description What is said of one answer.
         */
        MarkAnswer: {
            /**
             * Key
             * @description Of the question; of a backward pass, the gradient.
             */
            key: string;
            /**
             * Status
             * @description `right`; `rounded`: right but for rounding; `part`: not all of it; `wrong`; `missing`: not answered; `error`: it cannot be read.
             * @enum {string}
             */
            status: "right" | "rounded" | "part" | "wrong" | "missing" | "error";
            /**
             * Reason
             * @description Why, in a sentence; empty where there is nothing to say.
             */
            reason: string;
        };
        /**
         * MarksAnswer
         * @description What is said of all answers.
         */
        MarksAnswer: {
            /**
             * Marks
             * @description In the order of the questions.
             */
            marks: components["schemas"]["MarkAnswer"][];
            /**
             * Hint
             * @description The step of the hint that was asked for, if there is one.
             */
            hint: string | null;
            /**
             * Steps
             * @description How many steps that hint has; 0 where none was asked for.
             */
            steps: number;
        };
        /**
         * MarksAsk
         * @description The same with answers to its questions.
         */
        MarksAsk: {
            /**
             * Program
             * @description The program's text.
             * @example x = -2; y = 5; z = -4
             *     q = x + y
             *     f = q * z
             */
            program: string;
            /**
             * Kind
             * @description `backward`: write its lines; `blanks` of the listing that the program names; `predict` numbers; `place` local derivatives; `order` the sweep; `route`: which inputs get a zero; `shapes`; find the `mistake`; `derive` a gradient factor by factor. Default: `"backward"`.
             * @example predict
             * @enum {string}
             */
            kind?: "backward" | "blanks" | "predict" | "place" | "order" | "route" | "shapes" | "mistake" | "derive";
            /**
             * Seed
             * @description Of what is left to chance: which values are asked for, which line is spoiled, in which order choices stand. The same seed asks the same. Default: `0`.
             */
            seed?: number;
            /**
             * Numbers
             * @description Draws other numbers for the program's inputs, short ones in the same shapes; the same number draws the same. Labels, constants and marks of 0 and 1 stay. 0: the program's own. The answer has the program with them, which can be sent in its place. Default: `0`.
             */
            numbers?: number;
            /**
             * Tolerance
             * @description How far a number may be off that is right but for rounding, relative to the largest element. Default: `0.01`.
             */
            tolerance?: number;
            /**
             * Answers
             * @description Texts by the keys of the questions.
             * @example {
             *       "dq": "4",
             *       "q": "3"
             *     }
             */
            answers?: {
                [key: string]: string;
            };
            /** @description A hint that is wanted, if one is. */
            hint?: components["schemas"]["HintAsk"] | null;
        };
        /** @enum {string} */
        Mode: "reverse" | "forward";
        /**
         * ModelAnswer
         * @description A model as a program over leaves that are shapes.
         */
        ModelAnswer: {
            /**
             * Kind
             * @description What it was read from.
             * @enum {string}
             */
            kind: "printout" | "onnx";
            /**
             * Title
             * @description What the model is called.
             */
            title: string;
            /**
             * Program
             * @description The program.
             */
            program: string;
            /**
             * Folded
             * @description Whether blocks of it are functions, which detail `blocks` shows as one node.
             */
            folded: boolean;
            /**
             * Input
             * @description The shape of the input.
             */
            input: number[];
            /**
             * Guessed
             * @description Whether the shape of the input was guessed.
             */
            guessed: boolean;
            /**
             * Layers
             * @description In the order of the program.
             */
            layers: components["schemas"]["ModelLayerAnswer"][];
            /**
             * Total
             * @description How many numbers of the program learn.
             */
            total: number;
            /**
             * Written
             * @description The same with the arithmetic, `10·784 + 10 = 7,850`.
             */
            written: string;
            /**
             * Unread
             * @description What was left out, or begins anew because it does not fit. Empty where all was read.
             */
            unread: components["schemas"]["UnreadAnswer"][];
            /**
             * Notes
             * @description What to know of how it was read.
             */
            notes: string[];
        };
        /**
         * ModelAsk
         * @description A model: the text of a printout, or the bytes of a file.
         */
        ModelAsk: {
            /**
             * Text
             * @description What `print(model)` shows of a PyTorch module. Either this or `file`.
             * @example Sequential(
             *       (0): Linear(in_features=784, out_features=10, bias=True)
             *     )
             */
            text?: string | null;
            /**
             * File
             * @description The bytes of an ONNX file as base64. The numbers of its weights are not read, so they may be missing, or be said to be in another file, which is not looked for.
             */
            file?: string | null;
            /**
             * Input
             * @description The shape of the input, the samples first. When left out, a file says it itself, and of a printout it is guessed from the first layer, such that as much as can be fits. Of tokens, which an Embedding takes, a row is as long as there are different ones; that last size may be left out.
             * @example [
             *       1,
             *       3,
             *       224,
             *       224
             *     ]
             */
            input?: number[] | null;
        };
        /**
         * ModelLayerAnswer
         * @description A layer of the model.
         */
        ModelLayerAnswer: {
            /**
             * Path
             * @description Where it is in the model, `features.0`; a node of a file.
             */
            path: string;
            /**
             * Kind
             * @description What it is called there: `Conv2d`, `Gemm`.
             */
            kind: string;
            /**
             * Line
             * @description Its line in the printout, from 1; null of a file.
             */
            line: number | null;
            /**
             * Name
             * @description The name of its value in the program; of one that is made in a call behind the name of what the call gives, `layer1_0.conv1`.
             */
            name: string;
            /**
             * Program Line
             * @description The line of the program, from 1.
             */
            program_line: number;
            /**
             * Shape
             * @description The shape of its value.
             */
            shape: number[];
            /**
             * Parameters
             * @description How many numbers of it learn.
             */
            parameters: number;
        };
        /** @enum {string} */
        Names: "plain" | "layers";
        NestedIds: Ids;
        /**
         * NetworkAnswer
         * @description A network, its program, and how large it is.
         */
        NetworkAnswer: {
            /** @description The network, with what was left out. */
            network: components["schemas"]["NetworkShapeAnswer"];
            /**
             * Program
             * @description Its program; the output is the loss.
             */
            program: string;
            /**
             * Title
             * @description Its name by both counts.
             * @example 3-layer network, 2 hidden layers
             */
            title: string;
            /**
             * Deep
             * @description Whether it has more than one hidden layer.
             */
            deep: boolean;
            /**
             * Neurons
             * @description Units of all layers; the inputs are no neurons.
             */
            neurons: number;
            /**
             * Weights
             * @description How many weights.
             */
            weights: number;
            /**
             * Biases
             * @description How many biases.
             */
            biases: number;
            /**
             * Parameters
             * @description Both together.
             */
            parameters: number;
            /**
             * Neuron Sum
             * @description The neurons layer by layer.
             * @example 17 + 10 = 27
             */
            neuron_sum: string;
            /**
             * Parameter Sum
             * @description The parameters layer by layer.
             * @example 17·784 + 17 + 10·17 + 10 = 13,525
             */
            parameter_sum: string;
        };
        /**
         * NetworkAsk
         * @description What a network is to be.
         */
        NetworkAsk: {
            /**
             * Inputs
             * @description Numbers of a sample, up to 4,096. Default: `2`.
             * @example 784
             */
            inputs?: number;
            /**
             * Layers
             * @description The hidden layers in order, up to 12; an empty list for none, and one of 4 tanh when left out.
             * @example [
             *       {
             *         "activation": "relu",
             *         "units": 17
             *       }
             *     ]
             */
            layers?: components["schemas"]["NetworkLayerAsk"][] | null;
            /**
             * Outputs
             * @description Outputs, up to 1,000. Default: `1`.
             * @example 10
             */
            outputs?: number;
            /**
             * Head
             * @description `sigmoid` with binary cross entropy, `softmax` with cross entropy, `svm` with the hinge loss of many classes, `regression` with the mean squared error. Default: `"sigmoid"`.
             * @example softmax
             */
            head?: string;
            /**
             * Convention
             * @description How samples and weights are multiplied: `X @ W`, `X @ W.T` (samples are rows), `W @ X`, `W.T @ X` (samples are columns). Default: `"X @ W.T"`.
             */
            convention?: string;
            /**
             * Bias
             * @description Whether neurons have biases. Default: `true`.
             */
            bias?: boolean;
            /**
             * Samples
             * @description Samples of the batch, up to 512. Default: `4`.
             */
            samples?: number;
            /**
             * Seed
             * @description Of the samples and of the first weights. Default: `1`.
             */
            seed?: number;
        };
        /**
         * NetworkChangeAnswer
         * @description The first line that the builder did not write.
         */
        NetworkChangeAnswer: {
            /**
             * Line
             * @description The line, from 1; the one after the last where one is missing.
             */
            line: number;
            /**
             * Found
             * @description What stands there; empty where a line is missing.
             */
            found: string;
            /**
             * Expected
             * @description What the builder writes; empty where nothing is to follow.
             */
            expected: string;
        };
        /**
         * NetworkChoiceAnswer
         * @description Something that can be chosen.
         */
        NetworkChoiceAnswer: {
            /**
             * Name
             * @description What a request calls it.
             */
            name: string;
            /**
             * Title
             * @description What people call it.
             */
            title: string;
            /**
             * Fewest
             * @description How many outputs it has at least.
             */
            fewest: number;
        };
        /**
         * NetworkChoicesAnswer
         * @description All that can be chosen.
         */
        NetworkChoicesAnswer: {
            /**
             * Heads
             * @description What the last layer can end in.
             */
            heads: components["schemas"]["NetworkChoiceAnswer"][];
            /**
             * Conventions
             * @description Ways of multiplying.
             */
            conventions: components["schemas"]["NetworkChoiceAnswer"][];
            /**
             * Activations
             * @description Gates at the end of hidden layers.
             */
            activations: string[];
            /**
             * Inputs
             * @description Numbers of a sample at most.
             */
            inputs: number;
            /**
             * Units
             * @description Units of a layer at most.
             */
            units: number;
            /**
             * Layers
             * @description Hidden layers at most.
             */
            layers: number;
            /**
             * Samples
             * @description Samples at most.
             */
            samples: number;
            /**
             * Seed
             * @description The largest seed.
             */
            seed: number;
        };
        /**
         * NetworkLayerAnswer
         * @description A hidden layer.
         */
        NetworkLayerAnswer: {
            /**
             * Units
             * @description How many neurons.
             */
            units: number;
            /**
             * Activation
             * @description The gate at their end.
             */
            activation: string;
        };
        /**
         * NetworkLayerAsk
         * @description A hidden layer.
         */
        NetworkLayerAsk: {
            /**
             * Units
             * @description How many neurons, up to 1,000.
             * @example 17
             */
            units: number;
            /**
             * Activation
             * @description The gate at their end. Default: `"tanh"`.
             * @example relu
             */
            activation?: string;
        };
        /**
         * NetworkReadAnswer
         * @description What a program is.
         */
        NetworkReadAnswer: {
            /** @description The network that it is, or was before it was changed by hand; null where it is no network of the builder. */
            written: components["schemas"]["NetworkAnswer"] | null;
            /** @description Where it was changed by hand; null where it was not. */
            change: components["schemas"]["NetworkChangeAnswer"] | null;
            /** @description All that can be chosen of a network. */
            choices: components["schemas"]["NetworkChoicesAnswer"];
        };
        /**
         * NetworkReadAsk
         * @description A program that may be such a network.
         */
        NetworkReadAsk: {
            /**
             * Text
             * @description The program's text.
             * @example X = const(randn(4, 2, seed=1))
             *     Y = const([[0], [1], [0], [1]])
             */
            text: string;
        };
        /**
         * NetworkShapeAnswer
         * @description All that was chosen.
         */
        NetworkShapeAnswer: {
            /**
             * Inputs
             * @description Numbers of a sample.
             */
            inputs: number;
            /**
             * Layers
             * @description The hidden layers in order.
             */
            layers: components["schemas"]["NetworkLayerAnswer"][];
            /**
             * Outputs
             * @description Outputs.
             */
            outputs: number;
            /**
             * Head
             * @description What the last layer ends in.
             */
            head: string;
            /**
             * Convention
             * @description How samples and weights are multiplied.
             */
            convention: string;
            /**
             * Bias
             * @description Whether neurons have biases.
             */
            bias: boolean;
            /**
             * Samples
             * @description Samples of the batch.
             */
            samples: number;
            /**
             * Seed
             * @description Of the samples and of the first weights.
             */
            seed: number;
        };
        /**
         * NodeAnswer
         * @description One value of the graph.
         */
        NodeAnswer: {
            /**
             * Id
             * @description The node's number; the order of numbers is topological.
             */
            id: number;
            /**
             * Name
             * @description The name it is bound to; bound again it is numbered: `c⁽²⁾`.
             */
            name: string | null;
            /**
             * Label
             * @description What the picture prints at it: its name, or, where it has none and no short expression says what it is, a label such as `u₁`.
             */
            label: string | null;
            /**
             * Op
             * @description The gate's name in the catalogue; null for a leaf.
             */
            op: string | null;
            /**
             * Glyph
             * @description What is drawn inside the gate.
             */
            glyph: string;
            /**
             * Kind
             * @description What the node is.
             * @enum {string}
             */
            kind: "input" | "constant" | "gate";
            /**
             * Inputs
             * @description Ids in operand order, duplicates kept.
             */
            inputs: number[];
            /**
             * Shape
             * @description The value's shape; empty for a number.
             */
            shape: number[];
            /** @description The value; null where it has a shape and no numbers, as `shape(60000, 784)`. */
            value: components["schemas"]["Number"] | null;
            /** @description The gradient; null where the output does not depend on it. Where the output is a shape without numbers, so is every gradient. */
            gradient: components["schemas"]["Number"] | null;
            /** @description The tangent; null in reverse mode. */
            tangent: components["schemas"]["Number"] | null;
            /**
             * Group
             * @description The calls it was made in, outermost first.
             */
            group: string[];
            /** @description Where it was written. */
            source: components["schemas"]["Span"] | null;
            /** @description What it is called: its label, else a short expression. The MathML is without its `math` element. */
            symbol: components["schemas"]["Formula"];
            /** @description The value in terms of the operands. */
            formula: components["schemas"]["Formula"];
            /**
             * Worked
             * @description The formula in MathML, without its `math` element, with an empty `mn` for each number and the shape of each array, `▢ = ▢ + ▢` and `3×2 = 3×4 @ 4×2`; null where it would be long. Those of operand k have `data-slot` k, that of the value `data-result`. `data-brackets` are left out around a number without a minus.
             */
            worked: string | null;
            /**
             * Active
             * @description Where an opened hinge cuts its margins off at 0: how many of them are positive, and pass a gradient on. Null elsewhere.
             */
            active: number | null;
            /**
             * Moves
             * @description Of a gate that only moves elements, such as `reshape`: for each element of its value, row by row, which element it is of all its operands', counted through from 0. Null of other gates and of more than 256 elements.
             */
            moves: number[] | null;
            /**
             * Joins
             * @description Of a convolution or a linear layer, whose value is sums of products: three numbers for each product, the element of the value, that of the first operand and that of the second, row by row. Null of other gates and of more than 1,024 products.
             */
            joins: number[] | null;
            /**
             * Deed
             * @description What the gate does to the gradient that goes back through it, in words, such as `multiply swaps its inputs`; null of a leaf.
             */
            deed: string | null;
        };
        /**
         * NodeNumbersAnswer
         * @description The numbers of a node.
         */
        NodeNumbersAnswer: {
            /** @description The value, as in a trace. */
            value: components["schemas"]["Number"] | null;
            /** @description The gradient, as in a trace. */
            gradient: components["schemas"]["Number"] | null;
            /** @description The tangent; null in reverse mode. */
            tangent: components["schemas"]["Number"] | null;
            /**
             * Active
             * @description How many margins are positive, as in a trace.
             */
            active: number | null;
        };
        /**
         * NodePlaceAnswer
         * @description Where a node is drawn.
         */
        NodePlaceAnswer: {
            /**
             * Id
             * @description The node.
             */
            id: number;
            /**
             * X
             * @description Its centre, in px from the left.
             */
            x: number;
            /**
             * Y
             * @description Its centre, in px from the top.
             */
            y: number;
            /**
             * Width
             * @description Its footprint, in px.
             */
            width: number;
            /**
             * Height
             * @description Its footprint, in px.
             */
            height: number;
            /**
             * Rise
             * @description What it has above the footprint, in px.
             */
            rise: number;
            /**
             * Drop
             * @description What it has below the footprint, in px.
             */
            drop: number;
        };
        /** @enum {string} */
        NonFinite: "NaN" | "Infinity" | "-Infinity";
        Number: Nested;
        Numbers: Given;
        /**
         * NumbersAnswer
         * @description The numbers of a story. With the texts of its trace they are the whole story.
         */
        NumbersAnswer: {
            /**
             * Gradients
             * @description Reverse mode: every input's gradient, by the input's name.
             */
            gradients: {
                [key: string]: components["schemas"]["Number"] | null;
            } | null;
            /**
             * Tangents
             * @description Forward mode: the tangent of every name of the program.
             */
            tangents: {
                [key: string]: components["schemas"]["Number"];
            } | null;
            /**
             * Nodes
             * @description By id, as the `nodes` of the trace.
             */
            nodes: components["schemas"]["NodeNumbersAnswer"][];
            /**
             * Edges
             * @description By id, as the `edges` of the trace.
             */
            edges: components["schemas"]["EdgeNumbersAnswer"][];
            /**
             * Sentences
             * @description Those of the `steps` of the trace, in their order; empty where not asked for.
             */
            sentences: string[];
            /**
             * Warnings
             * @description What to know about the numbers.
             */
            warnings: components["schemas"]["CautionAnswer"][];
        };
        /**
         * NumbersAsk
         * @description Whose numbers to compute.
         */
        NumbersAsk: {
            /**
             * Program
             * @description The program's text.
             * @example x = -2; y = 5; z = -4
             *     q = x + y
             *     f = q * z
             */
            program: string;
            /**
             * Inputs
             * @description Numbers by name, for names that the program uses but does not bind, or instead of the values that it binds. Each is a number or a nested list; `NaN`, `Infinity` and `-Infinity` are written as texts.
             * @example {
             *       "x": 3
             *     }
             */
            inputs?: {
                [key: string]: components["schemas"]["Numbers"];
            };
            /**
             * Output
             * @description The name to differentiate; the last statement when left out.
             * @example f
             */
            output?: string | null;
            /**
             * @description The gradient that arrives at the output (forward mode: the tangent of `wrt`), a number or a nested list; ones when left out.
             * @example 1
             */
            seed?: components["schemas"]["Numbers"] | null;
            /** @description `reverse`: one gradient per input; `forward`: one tangent per node. Default: `"reverse"`. */
            mode?: components["schemas"]["Mode"];
            /**
             * Wrt
             * @description Forward mode: the input whose tangent is seeded, all others being zero. May be left out where there is only one.
             * @example x
             */
            wrt?: string | null;
            /** @description How far the program is opened: `blocks` folds every call of a function of your own, `gates` shows each gate, `elementary` opens activations and losses, `scalars` opens arrays too. The gradients of the inputs are the same at each. Default: `"gates"`. */
            detail?: components["schemas"]["Detail"];
            /**
             * Closed
             * @description At detail `gates`: calls that are folded into one node each, by the keys that `parts` of the answer lists. The gradients of the inputs stay the same.
             * @example [
             *       "neuron#1"
             *     ]
             */
            closed?: string[];
            /**
             * Opened
             * @description At detail `gates`: activations, losses and the like that are opened into smaller gates, by the keys that `parts` lists.
             * @example [
             *       "s",
             *       "layer#1/sigmoid#2"
             *     ]
             */
            opened?: string[];
            /** @description How symbols, labels and sentences write a name that ends in a number: `plain` as it is (`W1`), `layers` with the layer in raised brackets (`W[1]` in plain text). Every `name` stays as the program has it. Default: `"plain"`. */
            names?: components["schemas"]["Names"];
            /** @description What stands on the wires of the picture, which the layout keeps room for: `numbers`, `symbols` such as `∂f/∂x = z·1`, or `both`, `∂f/∂x = −4`; as far as there is room. Default: `"numbers"`. */
            labels?: components["schemas"]["Labels"];
            /**
             * Digits
             * @description Decimals of the numbers in the sentences, at most; all others are exact. Default: `4`.
             */
            digits?: number;
            /**
             * Steps
             * @description The steps of the trace, from 1, whose sentences are asked for; all when left out. Sentences take a third of the time.
             * @example [
             *       7
             *     ]
             */
            steps?: number[] | null;
        };
        OptimizerOptions: {
            /**
             * @description The rule.
             * @enum {string}
             */
            name?: "sgd" | "momentum" | "nesterov" | "adagrad" | "rmsprop" | "adadelta" | "adam" | "adamw";
            /** @description The size of a step. */
            learning_rate?: number;
            /** @description Of momentum and nesterov. */
            momentum?: number;
            /** @description Of adam and adamw: the memory of their mean. */
            beta1?: number;
            /** @description Of adam and adamw: the memory of their squares. */
            beta2?: number;
            /** @description Of adadelta: the memory of its squares. */
            rho?: number;
            /** @description Of rmsprop: the memory of its squares. */
            decay?: number;
            /** @description Keeps a division from being one by zero; null is the rule's own. */
            epsilon?: number | null;
            /** @description How the learning rate changes. */
            schedule?: {
                /**
                 * @description How the rate changes.
                 * @enum {string}
                 */
                name?: "constant" | "step" | "cosine" | "warmup";
                /** @description Of step and cosine, in updates. */
                period?: number;
                /** @description Of step: what each period multiplies the rate by; of cosine: what is left of it at the end. */
                factor?: number;
                /** @description Of warmup: after so many updates the rate is the whole one. */
                warmup?: number;
            };
        };
        /**
         * PaletteAnswer
         * @description The palette.
         */
        PaletteAnswer: {
            /**
             * Groups
             * @description Inputs, blocks, and gates by kind.
             */
            groups: components["schemas"]["PaletteGroupAnswer"][];
        };
        /**
         * PaletteGroupAnswer
         * @description Pieces under one heading.
         */
        PaletteGroupAnswer: {
            /**
             * Title
             * @description The heading.
             */
            title: string;
            /**
             * Items
             * @description Its pieces.
             */
            items: components["schemas"]["PaletteItemAnswer"][];
        };
        /**
         * PaletteItemAnswer
         * @description One piece of the palette.
         */
        PaletteItemAnswer: {
            /**
             * Kind
             * @description What it is.
             * @enum {string}
             */
            kind: "gate" | "block" | "input";
            /**
             * Name
             * @description What it goes by.
             */
            name: string;
            /**
             * Title
             * @description What it is called.
             */
            title: string;
            /**
             * Glyph
             * @description What stands on it in the picture.
             */
            glyph: string;
            /**
             * Summary
             * @description What it does, to a gradient too, in one sentence.
             */
            summary: string;
            /**
             * Takes
             * @description What a block is given, in words; null of others.
             */
            takes: string | null;
            /**
             * Forward
             * @description Its value, in steps.
             */
            forward: components["schemas"]["Formula"][];
            /**
             * Backward
             * @description What flows back: of an elementwise gate its local derivatives, of others the gradients of the output L from the upstream gradient g.
             */
            backward: components["schemas"]["Formula"][];
        };
        /**
         * ParamAnswer
         * @description An option of a gate.
         */
        ParamAnswer: {
            /**
             * Name
             * @description Its keyword.
             */
            name: string;
            /**
             * Kind
             * @description What may be written there.
             */
            kind: string;
            /**
             * Default
             * @description Its default, as the program language writes it.
             */
            default: string;
            /**
             * Help
             * @description What it does.
             */
            help: string;
        };
        /**
         * PartAnswer
         * @description A call or a gate that can be opened or closed by itself.
         */
        PartAnswer: {
            /**
             * Key
             * @description What it goes by in `closed` (a call) or `opened` (a gate).
             */
            key: string;
            /**
             * Kind
             * @description `call`: of a function of your own; `gate`: one made of smaller gates.
             * @enum {string}
             */
            kind: "call" | "gate";
            /**
             * Label
             * @description The name of the function or of the gate.
             */
            label: string;
            /**
             * Open
             * @description Whether its gates are shown, and not one node.
             */
            open: boolean;
            /**
             * Node
             * @description The node that it is; null where it is open.
             */
            node: number | null;
            /**
             * Group
             * @description The `group` of the gates that it is made of.
             */
            group: string[];
            /**
             * Inside
             * @description The keys of all calls inside, where it is a call and closed. In `closed` too, they stay closed when it is opened.
             */
            inside: string[];
        };
        /**
         * PictureAsk
         * @description What to draw as SVG.
         */
        PictureAsk: {
            /**
             * Program
             * @description The program's text.
             * @example x = -2; y = 5; z = -4
             *     q = x + y
             *     f = q * z
             */
            program: string;
            /**
             * Inputs
             * @description Numbers by name, for names that the program uses but does not bind, or instead of the values that it binds. Each is a number or a nested list; `NaN`, `Infinity` and `-Infinity` are written as texts.
             * @example {
             *       "x": 3
             *     }
             */
            inputs?: {
                [key: string]: components["schemas"]["Numbers"];
            };
            /**
             * Output
             * @description The name to differentiate; the last statement when left out.
             * @example f
             */
            output?: string | null;
            /**
             * @description The gradient that arrives at the output (forward mode: the tangent of `wrt`), a number or a nested list; ones when left out.
             * @example 1
             */
            seed?: components["schemas"]["Numbers"] | null;
            /** @description `reverse`: one gradient per input; `forward`: one tangent per node. Default: `"reverse"`. */
            mode?: components["schemas"]["Mode"];
            /**
             * Wrt
             * @description Forward mode: the input whose tangent is seeded, all others being zero. May be left out where there is only one.
             * @example x
             */
            wrt?: string | null;
            /** @description How far the program is opened: `blocks` folds every call of a function of your own, `gates` shows each gate, `elementary` opens activations and losses, `scalars` opens arrays too. The gradients of the inputs are the same at each. Default: `"gates"`. */
            detail?: components["schemas"]["Detail"];
            /**
             * Closed
             * @description At detail `gates`: calls that are folded into one node each, by the keys that `parts` of the answer lists. The gradients of the inputs stay the same.
             * @example [
             *       "neuron#1"
             *     ]
             */
            closed?: string[];
            /**
             * Opened
             * @description At detail `gates`: activations, losses and the like that are opened into smaller gates, by the keys that `parts` lists.
             * @example [
             *       "s",
             *       "layer#1/sigmoid#2"
             *     ]
             */
            opened?: string[];
            /** @description How symbols, labels and sentences write a name that ends in a number: `plain` as it is (`W1`), `layers` with the layer in raised brackets (`W[1]` in plain text). Every `name` stays as the program has it. Default: `"plain"`. */
            names?: components["schemas"]["Names"];
            /** @description What stands on the wires of the picture, which the layout keeps room for: `numbers`, `symbols` such as `∂f/∂x = z·1`, or `both`, `∂f/∂x = −4`; as far as there is room. Default: `"numbers"`. */
            labels?: components["schemas"]["Labels"];
            /**
             * Step
             * @description How many steps have been played: 0 is before the first; the end when left out.
             * @example 3
             */
            step?: number | null;
            /**
             * Theme
             * @description The paper's theme. Default: `"light"`.
             * @enum {string}
             */
            theme?: "light" | "dark";
            /**
             * Palette
             * @description `classic` is green and red, `colourblind` blue and orange. Default: `"classic"`.
             * @enum {string}
             */
            palette?: "classic" | "colourblind";
            /**
             * Digits
             * @description Decimals of the numbers in the picture. Default: `2`.
             */
            digits?: number;
            /**
             * Title
             * @description The picture's title, for screen readers; made from the program when left out.
             */
            title?: string | null;
            /** @description The box that the picture is to fit; it has its natural size when left out. */
            fit?: components["schemas"]["FitAsk"] | null;
            /**
             * Batch
             * @description How many rows are samples, where the program does not show it: arrays of so many say so.
             */
            batch?: number | null;
            /**
             * Shapes
             * @description Whether every wire says the shape of what it carries, in the place of the numbers. Default: `false`.
             */
            shapes?: boolean;
            /**
             * Standalone
             * @description Carry the colours and the paper; `false` leaves them to `/picture.css`. Default: `true`.
             */
            standalone?: boolean;
            /**
             * Sketch
             * @description Inside a page that writes the numbers itself: leave their places blank where there are more than 600 nodes. Counts with `standalone: false` and `labels: numbers`. Default: `false`.
             */
            sketch?: boolean;
        };
        /**
         * PieceAnswer
         * @description Text of a line, or a blank in it.
         */
        PieceAnswer: {
            /**
             * Text
             * @description The code; empty of a blank.
             */
            text: string;
            /**
             * Blank
             * @description The key of the blank; null of text.
             */
            blank: string | null;
            /**
             * Width
             * @description The characters that a blank has room for; 0 of text.
             */
            width: number;
        };
        /**
         * PointAnswer
         * @description Where an element stands on a curve.
         */
        PointAnswer: {
            /**
             * Name
             * @description Which element it is; empty of a number.
             */
            name: string;
            /**
             * X
             * @description Where it stands.
             */
            x: number;
            /**
             * Y
             * @description How high it is there.
             */
            y: number;
            /**
             * Slope
             * @description The derivative there: how steep the tangent line is.
             */
            slope: number;
        };
        /**
         * PracticeAnswer
         * @description An exercise with numbers that are short, forward and back.
         */
        PracticeAnswer: {
            /**
             * Level
             * @description Its level.
             */
            level: number;
            /**
             * Seed
             * @description Its seed.
             */
            seed: number;
            /**
             * Kind
             * @description What is asked of the program.
             */
            kind: string;
            /**
             * Tolerance
             * @description How far a number that is written out may be off.
             */
            tolerance: number;
            /**
             * Hints
             * @description Whether hints are offered.
             */
            hints: boolean;
            /**
             * Program
             * @description The program.
             */
            program: string;
            /**
             * Text
             * @description The exercise as a file, as `chainrule grade` reads it.
             */
            text: string;
        };
        /**
         * ProductAnswer
         * @description What flows back through a wire, found in two ways; all lists are flat, row by row.
         */
        ProductAnswer: {
            /**
             * Upstream
             * @description The gradient that arrives at the gate.
             */
            upstream: (number | components["schemas"]["NonFinite"])[];
            /**
             * Explicit
             * @description The transposed Jacobian times the upstream gradient.
             */
            explicit: (number | components["schemas"]["NonFinite"])[];
            /**
             * Vjp
             * @description The vector-Jacobian product of the backward sweep, which forms no Jacobian.
             */
            vjp: (number | components["schemas"]["NonFinite"])[];
            /**
             * Difference
             * @description The largest difference of the two.
             */
            difference: number | components["schemas"]["NonFinite"];
        };
        /**
         * QuestionAnswer
         * @description One thing that is asked.
         */
        QuestionAnswer: {
            /**
             * Key
             * @description Under which the answer is given.
             * @example dq
             */
            key: string;
            /**
             * Asks
             * @description The question.
             */
            asks: string;
            /**
             * Form
             * @description How it is answered. `lines`: a backward pass; `line`: an expression; `number`; `array`: numbers such as `[1, 2]`; `shape`: such as `(2, 3)`; `choice`: one of the options; `choices`: any of them, and `order`: all of them, separated by commas.
             * @enum {string}
             */
            form: "lines" | "line" | "number" | "array" | "shape" | "choice" | "choices" | "order";
            /**
             * Options
             * @description What there is to choose from.
             */
            options: string[];
            /**
             * Shown
             * @description What goes with the question; may be empty.
             */
            shown: string;
            /**
             * Node
             * @description The node of the trace that it is about.
             */
            node: number | null;
            /**
             * Edge
             * @description The wire of the trace that it is about.
             */
            edge: number | null;
            /**
             * Line
             * @description The line of the program, from 1.
             */
            line: number | null;
        };
        /**
         * ReadAnswer
         * @description The points of a table, as a configuration takes them, and what was found out of it.
         */
        ReadAnswer: {
            /**
             * Points
             * @description x1, x2 and label of each: its class, from 0, or its value.
             */
            points: [
                number,
                number,
                number
            ][];
            /**
             * Columns
             * @description The columns that x1 and x2 are from.
             */
            columns: [
                string,
                string
            ];
            /**
             * Label
             * @description The column that the labels are from.
             */
            label: string;
            /**
             * Class Names
             * @description What classes are called; null where they are numbers from 0, or values.
             */
            class_names: string[] | null;
            /**
             * Values
             * @description Whether labels are values rather than classes.
             */
            values: boolean;
            /**
             * Header
             * @description Whether the first row names the columns.
             */
            header: boolean;
            /**
             * Names
             * @description All columns that there are.
             */
            names: string[];
            /**
             * Skipped
             * @description Rows that were left out, the first ones.
             */
            skipped: components["schemas"]["SkippedAnswer"][];
            /**
             * Skipped Rows
             * @description How many rows were left out.
             */
            skipped_rows: number;
        };
        /**
         * ReadAsk
         * @description The text of a table, and what is to be taken of it.
         */
        ReadAsk: {
            /**
             * Text
             * @description The table as text, one point a line.
             */
            text: string;
            /**
             * Columns
             * @description The columns of x1 and x2; the likeliest when left out.
             */
            columns?: [
                string,
                string
            ] | null;
            /**
             * Label
             * @description The column of the label; the likeliest when left out.
             */
            label?: string | null;
            /**
             * Header
             * @description Whether the first row names the columns; found out when left out. Columns without a name are called `column 1` and so on.
             */
            header?: boolean | null;
            /**
             * Values
             * @description Whether labels are values rather than classes; when left out, they are where they are not whole or too many.
             */
            values?: boolean | null;
        };
        /**
         * ReadingAnswer
         * @description A loss read as a loss.
         */
        ReadingAnswer: {
            /**
             * Gate
             * @description The gate that gives its numbers, also where it is spelled out.
             */
            gate: string;
            /**
             * Title
             * @description Which loss it is.
             */
            title: string;
            /**
             * Says
             * @description What it means, in a sentence.
             */
            says: string;
            /**
             * Cost
             * @description What the prediction costs.
             */
            cost: string;
            /** @description What was predicted; of a penalty the weights. */
            predicted: components["schemas"]["RoleAnswer"];
            /** @description What is true; null of a penalty. */
            actual: components["schemas"]["RoleAnswer"] | null;
        };
        /**
         * ReasonAnswer
         * @description What is wrong with a line, found by trying what would make it right.
         */
        ReasonAnswer: {
            /**
             * Code
             * @description `sign`, `factor`, `transpose`, `order`, `product`, `sum-missing`, `sum-wrong`, `sum-axis`, `sum-keepdims`, `sum-mean`, `other-value`, `local-missing`, `upstream-missing`, `overwritten`, `shape`, `chance`, `unknown`, or, of a line in error that is right but for how it is spelled, `spelling`.
             * @example sign
             */
            code: string;
            /**
             * Text
             * @description The same as a sentence, which does not give the line away.
             */
            text: string;
        };
        /**
         * RecordedAnswer
         * @description What was seen at one update; null where there are no such points, or no classes.
         */
        RecordedAnswer: {
            /**
             * Update
             * @description Updates made.
             */
            update: number;
            /**
             * Epoch
             * @description How often the training points were gone through.
             */
            epoch: number;
            /**
             * Train Loss
             * @description Mean loss plus the penalty.
             */
            train_loss: number | components["schemas"]["NonFinite"] | null;
            /**
             * Test Loss
             * @description The same of the test points.
             */
            test_loss: number | components["schemas"]["NonFinite"] | null;
            /**
             * Train Accuracy
             * @description Share of training points decided right.
             */
            train_accuracy: number | null;
            /**
             * Test Accuracy
             * @description Share of test points decided right.
             */
            test_accuracy: number | null;
            /**
             * Mean Error
             * @description Of a regression: how far the value is from a training point's, on average.
             */
            mean_error: number | components["schemas"]["NonFinite"] | null;
            /**
             * Norms
             * @description Of each layer the norm of its part of the gradient that the next update is made from, weights and biases, without weight decay; the output is the last. None where there is no such update; live they are looked at less often than the rest.
             */
            norms: (number | components["schemas"]["NonFinite"])[];
        };
        /**
         * RoleAnswer
         * @description What was predicted, or what is true.
         */
        RoleAnswer: {
            /**
             * Name
             * @description What it is called.
             */
            name: string;
            /**
             * Value
             * @description What it is.
             */
            value: string;
            /**
             * Node
             * @description Its node; null where it is a number within the gate.
             */
            node: number | null;
        };
        /**
         * RowAnswer
         * @description What is said of one student's answers.
         */
        RowAnswer: {
            /**
             * Name
             * @description What it was called.
             */
            name: string;
            /**
             * Right
             * @description How much of what was asked is right.
             */
            right: number;
            /**
             * Asked
             * @description How much was asked.
             */
            asked: number;
            /**
             * Hints
             * @description How many steps of hints were taken; null if unknown.
             */
            hints: number | null;
            /**
             * Code
             * @description Its short code: right of asked, hints, and digits that belong to the exercise and the answers. Anybody can work one out. Null where it was not marked.
             */
            code: string | null;
            /**
             * Marks
             * @description Each thing that was asked.
             */
            marks: components["schemas"]["MarkAnswer"][];
            /**
             * Fault
             * @description Why it was not marked; null where it was.
             */
            fault: string | null;
            /**
             * Doubt
             * @description What is said against the code that came with it; null where there is nothing.
             */
            doubt: string | null;
        };
        /**
         * RunAnswer
         * @description The finished listing, worked out line by line.
         */
        RunAnswer: {
            /**
             * Rows
             * @description In the order in which the lines run.
             */
            rows: components["schemas"]["RunRow"][];
            /**
             * Kept
             * @description What is kept between the two passes.
             */
            kept: components["schemas"]["KeptAnswer"][];
            /**
             * Forgotten
             * @description Whether it was lost.
             */
            forgotten: boolean;
            /**
             * Agrees
             * @description Whether all rows agree.
             */
            agrees: boolean;
        };
        /**
         * RunRow
         * @description One number of the finished listing beside the engine's.
         */
        RunRow: {
            /**
             * Name
             * @description As the code writes it.
             */
            name: string;
            /**
             * Line
             * @description Of the stage's code, from 1.
             */
            line: number;
            /**
             * Is Gradient
             * @description Whether it is a gradient, or a value.
             */
            is_gradient: boolean;
            /** @description What the listing came to; null where a line failed. */
            own: components["schemas"]["Number"] | null;
            /** @description The engine's number. */
            engine: components["schemas"]["Number"];
            /** @description The difference quotient of an input, else null. */
            quotient: components["schemas"]["Number"] | null;
            /**
             * Agrees
             * @description Whether these are the same.
             */
            agrees: boolean;
            /**
             * Failure
             * @description Why a line failed; empty where it did not.
             */
            failure: string;
        };
        /**
         * ScalarOwnerAnswer
         * @description What a single number is of.
         */
        ScalarOwnerAnswer: {
            /**
             * Node
             * @description Id of a node of the program's trace, as it was asked for.
             */
            node: number;
            /**
             * Element
             * @description Which of its elements, row by row; null inside a gate that had to be opened, as a softmax.
             */
            element: number | null;
            /**
             * Inner
             * @description Whether it is not the element itself, but a product or a sum on the way to it.
             */
            inner: boolean;
        };
        /**
         * ScalarsAnswer
         * @description The scalars that some elements are made of, and what is made of them alone.
         */
        ScalarsAnswer: {
            /**
             * Of
             * @description For every node of the story, what it is of.
             */
            of: components["schemas"]["ScalarOwnerAnswer"][];
            /** @description Their story. Values and gradients are those of the whole program; a leaf that other samples use too has the share of this one in its gradient. No step has a sentence. */
            story: components["schemas"]["TraceAnswer"];
            /**
             * Svg
             * @description Their picture, as `graph.svg` with `standalone` false.
             */
            svg: string;
        };
        /**
         * ScalarsAsk
         * @description Which elements to open, and how to draw what they are made of.
         */
        ScalarsAsk: {
            /**
             * Program
             * @description The program's text.
             * @example x = -2; y = 5; z = -4
             *     q = x + y
             *     f = q * z
             */
            program: string;
            /**
             * Inputs
             * @description Numbers by name, for names that the program uses but does not bind, or instead of the values that it binds. Each is a number or a nested list; `NaN`, `Infinity` and `-Infinity` are written as texts.
             * @example {
             *       "x": 3
             *     }
             */
            inputs?: {
                [key: string]: components["schemas"]["Numbers"];
            };
            /**
             * Output
             * @description The name to differentiate; the last statement when left out.
             * @example f
             */
            output?: string | null;
            /**
             * @description The gradient that arrives at the output (forward mode: the tangent of `wrt`), a number or a nested list; ones when left out.
             * @example 1
             */
            seed?: components["schemas"]["Numbers"] | null;
            /** @description `reverse`: one gradient per input; `forward`: one tangent per node. Default: `"reverse"`. */
            mode?: components["schemas"]["Mode"];
            /**
             * Wrt
             * @description Forward mode: the input whose tangent is seeded, all others being zero. May be left out where there is only one.
             * @example x
             */
            wrt?: string | null;
            /** @description How far the program is opened: `blocks` folds every call of a function of your own, `gates` shows each gate, `elementary` opens activations and losses, `scalars` opens arrays too. The gradients of the inputs are the same at each. Default: `"gates"`. */
            detail?: components["schemas"]["Detail"];
            /**
             * Closed
             * @description At detail `gates`: calls that are folded into one node each, by the keys that `parts` of the answer lists. The gradients of the inputs stay the same.
             * @example [
             *       "neuron#1"
             *     ]
             */
            closed?: string[];
            /**
             * Opened
             * @description At detail `gates`: activations, losses and the like that are opened into smaller gates, by the keys that `parts` lists.
             * @example [
             *       "s",
             *       "layer#1/sigmoid#2"
             *     ]
             */
            opened?: string[];
            /** @description How symbols, labels and sentences write a name that ends in a number: `plain` as it is (`W1`), `layers` with the layer in raised brackets (`W[1]` in plain text). Every `name` stays as the program has it. Default: `"plain"`. */
            names?: components["schemas"]["Names"];
            /** @description What stands on the wires of the picture, which the layout keeps room for: `numbers`, `symbols` such as `∂f/∂x = z·1`, or `both`, `∂f/∂x = −4`; as far as there is room. Default: `"numbers"`. */
            labels?: components["schemas"]["Labels"];
            /**
             * Node
             * @description Id of a node of the program's trace with the same `detail`, `closed` and `opened`.
             * @example 4
             */
            node: number;
            /**
             * Elements
             * @description Which of its elements, row by row: those of one sample of a batch, or all.
             * @example [
             *       0
             *     ]
             */
            elements: number[];
            /** @description The box that the picture is to fit; natural size when left out. */
            fit?: components["schemas"]["FitAsk"] | null;
        };
        /**
         * ShapeOnly
         * @description What is told of an array that has a shape and no numbers.
         */
        ShapeOnly: {
            /**
             * Shape Only
             * @description Always true: there are no numbers.
             * @constant
             */
            shape_only: true;
            /**
             * Shape
             * @description The array's shape; empty for a single number.
             */
            shape: number[];
        };
        /**
         * ShareAnswer
         * @description A part of an objective.
         */
        ShareAnswer: {
            /**
             * Name
             * @description `data` or `penalty`.
             */
            name: string;
            /**
             * Value
             * @description What it adds.
             */
            value: number | components["schemas"]["NonFinite"];
        };
        /**
         * SkippedAnswer
         * @description A row that is no point.
         */
        SkippedAnswer: {
            /**
             * Line
             * @description Its line.
             */
            line: number;
            /**
             * Why
             * @description What is wrong with it.
             */
            why: string;
        };
        /**
         * Span
         * @description Where in the program something was written.
         */
        Span: {
            /**
             * Line
             * @description First line, from 1.
             */
            line: number;
            /**
             * Column
             * @description First column in characters, from 0.
             */
            column: number;
            /**
             * End Line
             * @description Last line, from 1.
             */
            end_line: number;
            /**
             * End Column
             * @description The column after the last character, from 0.
             */
            end_column: number;
        };
        /**
         * SpreadAnswer
         * @description The axes of an array that one value was spread along.
         */
        SpreadAnswer: {
            /**
             * Axes
             * @description The axes, from 0.
             */
            axes: number[];
            /**
             * Words
             * @description The same in words, such as `the 2 rows`.
             */
            words: string;
            /**
             * Each
             * @description The same one by one, such as `each of the 2 rows`.
             */
            each: string;
            /**
             * Short
             * @description One word to stand under a Σ; empty for all elements.
             */
            short: string;
        };
        /**
         * StageAnswer
         * @description A stage of a listing.
         */
        StageAnswer: {
            /**
             * Title
             * @description What it is about; empty where there is only one.
             */
            title: string;
            /**
             * Blanks
             * @description The keys of its blanks.
             */
            blanks: string[];
        };
        /**
         * StepAnswer
         * @description One thing that happens.
         */
        StepAnswer: {
            /**
             * Phase
             * @description The sweep it belongs to.
             * @enum {string}
             */
            phase: "forward" | "backward";
            /**
             * Node
             * @description The gate that works.
             */
            node: number;
            /**
             * Edge
             * @description Backward: the wire that the gradient takes; null for the seed.
             */
            edge: number | null;
            /**
             * Sentence
             * @description What happens, in one sentence.
             */
            sentence: string;
        };
        /**
         * StrokeAnswer
         * @description A line of a curve.
         */
        StrokeAnswer: {
            /**
             * Name
             * @description What it is called.
             */
            name: string;
            /**
             * Kind
             * @description `here`: the points stand on it; `slope`: it is the derivative.
             * @enum {string}
             */
            kind: "here" | "other" | "slope";
            /**
             * Y
             * @description Its heights at even places, left to right.
             */
            y: (number | components["schemas"]["NonFinite"])[];
        };
        /**
         * Summary
         * @description What is told of an array of too many elements to list.
         */
        Summary: {
            /**
             * Summary
             * @description Always true: this stands for a whole array.
             * @constant
             */
            summary: true;
            /**
             * Shape
             * @description The array's shape.
             */
            shape: number[];
            /**
             * Min
             * @description The smallest element.
             */
            min: number | components["schemas"]["NonFinite"];
            /**
             * Max
             * @description The largest element.
             */
            max: number | components["schemas"]["NonFinite"];
            /**
             * Mean
             * @description The mean of all elements.
             */
            mean: number | components["schemas"]["NonFinite"];
            /**
             * Norm
             * @description The Euclidean norm of all elements.
             */
            norm: number | components["schemas"]["NonFinite"];
            /**
             * Preview
             * @description The first elements, row by row.
             */
            preview: (number | components["schemas"]["NonFinite"])[];
            /**
             * Raster
             * @description The array as rows of its last axis, on a raster of at most 8 by 8 cells, row by row: of each block of elements the one that is largest in size.
             */
            raster: (number | components["schemas"]["NonFinite"])[];
        };
        /**
         * SurfaceAnswer
         * @description The loss at every place.
         */
        SurfaceAnswer: {
            /**
             * Output
             * @description The name of the loss; null for a bare expression.
             */
            output: string | null;
            /**
             * Axes
             * @description The axes, in the order asked for.
             */
            axes: components["schemas"]["AxisAnswer"][];
            /**
             * Places
             * @description The places along each axis, evenly spread from low to high.
             */
            places: number[][];
            /**
             * Values
             * @description The loss: a row for each place of the second axis, from low to high, and in it a number for each place of the first. With one axis there is one row.
             */
            values: (number | components["schemas"]["NonFinite"])[][];
            /**
             * Lowest
             * @description The smallest finite loss; null where none is.
             */
            lowest: number | null;
            /**
             * Highest
             * @description The largest finite loss; null where none is.
             */
            highest: number | null;
        };
        /**
         * SurfaceAsk
         * @description Which part of the landscape.
         */
        SurfaceAsk: {
            /**
             * Program
             * @description The program's text.
             * @example x = -2; y = 5; z = -4
             *     q = x + y
             *     f = q * z
             */
            program: string;
            /**
             * Inputs
             * @description Numbers by name, for names that the program uses but does not bind, or instead of the values that it binds. Each is a number or a nested list; `NaN`, `Infinity` and `-Infinity` are written as texts.
             * @example {
             *       "x": 3
             *     }
             */
            inputs?: {
                [key: string]: components["schemas"]["Numbers"];
            };
            /**
             * Output
             * @description The name to differentiate; the last statement when left out.
             * @example f
             */
            output?: string | null;
            /**
             * Axes
             * @description One axis or two: the first goes to the right, the second up.
             * @example [
             *       {
             *         "name": "w0"
             *       },
             *       {
             *         "name": "w1"
             *       }
             *     ]
             */
            axes: components["schemas"]["AxisAsk"][];
            /**
             * Parameters
             * @description The inputs that directions move; all that a gradient flows back to when left out.
             */
            parameters?: string[] | null;
            /**
             * Grid
             * @description Places along each axis. Default: `50`.
             */
            grid?: number;
        };
        /**
         * SwitchAnswer
         * @description Something that can be chosen at a gate; the program's text says it then.
         */
        SwitchAnswer: {
            /**
             * Name
             * @description What it is of: `factor`, `reduction`, `slope`, `activation`, …
             */
            name: string;
            /**
             * Label
             * @description What it is called on the card.
             */
            label: string;
            /**
             * Help
             * @description What it does.
             */
            help: string;
            /**
             * Choices
             * @description The ways to choose from; none of a number.
             */
            choices: components["schemas"]["ChoiceAnswer"][];
            /** @description The number to choose; null of ways. */
            dial: components["schemas"]["DialAnswer"] | null;
        };
        /**
         * TargetAnswer
         * @description A value whose gradient can be derived.
         */
        TargetAnswer: {
            /**
             * Name
             * @description Its name.
             */
            name: string;
            /**
             * Kind
             * @description What it is.
             * @enum {string}
             */
            kind: "input" | "gate";
            /** @description How it is written; the MathML is without `math`. */
            symbol: components["schemas"]["Formula"];
            /**
             * Layer
             * @description Of an input: by how many activations lie between it and the output; 1 is the layer that is farthest from it.
             */
            layer: number | null;
            /**
             * Factors
             * @description How many factors its chain has.
             */
            factors: number;
        };
        /**
         * TraceAnswer
         * @description The story of one program.
         */
        TraceAnswer: {
            /**
             * Output
             * @description The output's name; null for a bare expression.
             */
            output: string | null;
            /**
             * Outputs
             * @description The output's nodes: one, but for an array opened into scalars.
             */
            outputs: number[];
            /** @description The mode that was asked for. */
            mode: components["schemas"]["Mode"];
            /** @description The level of detail that was asked for. */
            detail: components["schemas"]["Detail"];
            /**
             * Gradients
             * @description Reverse mode: every input's gradient, by the input's name.
             */
            gradients: {
                [key: string]: components["schemas"]["Number"] | null;
            } | null;
            /**
             * Tangents
             * @description Forward mode: the tangent of every name of the program, as `names` has them.
             */
            tangents: {
                [key: string]: components["schemas"]["Number"];
            } | null;
            /**
             * Names
             * @description What every name of the program, outside its functions, is bound to at its end: a node's id; of an array opened into scalars, nested lists of its elements' ids.
             */
            names: {
                [key: string]: components["schemas"]["NestedIds"];
            };
            /**
             * Nodes
             * @description The values, in topological order.
             */
            nodes: components["schemas"]["NodeAnswer"][];
            /**
             * Edges
             * @description The uses of values, by target and slot.
             */
            edges: components["schemas"]["EdgeAnswer"][];
            /**
             * Steps
             * @description What happens, in playing order.
             */
            steps: components["schemas"]["StepAnswer"][];
            /**
             * Parts
             * @description What can be opened or closed by itself, as far as it is shown; none at detail `scalars`. At `blocks` and `elementary` it says what `closed` and `opened` at detail `gates` would show the same.
             */
            parts: components["schemas"]["PartAnswer"][];
            /**
             * Warnings
             * @description What to know about the numbers.
             */
            warnings: components["schemas"]["CautionAnswer"][];
            /** @description How the program learns, where its text says so; null where it does not. It is no part of the graph: `POST /api/v1/descend` makes these updates. */
            update: components["schemas"]["UpdateAnswer"] | null;
            /** @description Where everything is; null if not asked for. */
            layout: components["schemas"]["LayoutAnswer"] | null;
        };
        /**
         * TraceAsk
         * @description What to trace.
         */
        TraceAsk: {
            /**
             * Program
             * @description The program's text.
             * @example x = -2; y = 5; z = -4
             *     q = x + y
             *     f = q * z
             */
            program: string;
            /**
             * Inputs
             * @description Numbers by name, for names that the program uses but does not bind, or instead of the values that it binds. Each is a number or a nested list; `NaN`, `Infinity` and `-Infinity` are written as texts.
             * @example {
             *       "x": 3
             *     }
             */
            inputs?: {
                [key: string]: components["schemas"]["Numbers"];
            };
            /**
             * Output
             * @description The name to differentiate; the last statement when left out.
             * @example f
             */
            output?: string | null;
            /**
             * @description The gradient that arrives at the output (forward mode: the tangent of `wrt`), a number or a nested list; ones when left out.
             * @example 1
             */
            seed?: components["schemas"]["Numbers"] | null;
            /** @description `reverse`: one gradient per input; `forward`: one tangent per node. Default: `"reverse"`. */
            mode?: components["schemas"]["Mode"];
            /**
             * Wrt
             * @description Forward mode: the input whose tangent is seeded, all others being zero. May be left out where there is only one.
             * @example x
             */
            wrt?: string | null;
            /** @description How far the program is opened: `blocks` folds every call of a function of your own, `gates` shows each gate, `elementary` opens activations and losses, `scalars` opens arrays too. The gradients of the inputs are the same at each. Default: `"gates"`. */
            detail?: components["schemas"]["Detail"];
            /**
             * Closed
             * @description At detail `gates`: calls that are folded into one node each, by the keys that `parts` of the answer lists. The gradients of the inputs stay the same.
             * @example [
             *       "neuron#1"
             *     ]
             */
            closed?: string[];
            /**
             * Opened
             * @description At detail `gates`: activations, losses and the like that are opened into smaller gates, by the keys that `parts` lists.
             * @example [
             *       "s",
             *       "layer#1/sigmoid#2"
             *     ]
             */
            opened?: string[];
            /** @description How symbols, labels and sentences write a name that ends in a number: `plain` as it is (`W1`), `layers` with the layer in raised brackets (`W[1]` in plain text). Every `name` stays as the program has it. Default: `"plain"`. */
            names?: components["schemas"]["Names"];
            /** @description What stands on the wires of the picture, which the layout keeps room for: `numbers`, `symbols` such as `∂f/∂x = z·1`, or `both`, `∂f/∂x = −4`; as far as there is room. Default: `"numbers"`. */
            labels?: components["schemas"]["Labels"];
            /**
             * Digits
             * @description Decimals of the numbers in the sentences, at most; all others are exact. Default: `4`.
             */
            digits?: number;
            /**
             * Layout
             * @description Whether to place the graph for drawing. Default: `true`.
             */
            layout?: boolean;
            /**
             * Plain
             * @description Write formulas as text only, with `mathml` blank and `worked` null: of a large graph that is half of the answer. Default: `false`.
             */
            plain?: boolean;
            /** @description The box that the places are for; natural size when left out. */
            fit?: components["schemas"]["FitAsk"] | null;
            /**
             * Full
             * @description Whether to list arrays of any size instead of summarizing large ones. Default: `false`.
             */
            full?: boolean;
        };
        /**
         * TrainAnswer
         * @description A trained network.
         */
        TrainAnswer: {
            /** @description The whole configuration. */
            config: components["schemas"]["WholeConfiguration"];
            /**
             * History
             * @description What was seen on the way.
             */
            history: components["schemas"]["RecordedAnswer"][];
            /**
             * Parameters
             * @description `W1`: units × inputs of the first layer, `b1`: its biases, and so on; the second piece of maxout units is primed.
             */
            parameters: {
                [key: string]: unknown;
            };
            /** @description What was asked about the plane. */
            grid: components["schemas"]["TrainGridAnswer"] | null;
            /** @description The points. */
            data: components["schemas"]["DataAnswer"];
            /** @description Where the run had to stop, if it had. */
            diverged: components["schemas"]["DivergedAnswer"] | null;
            /**
             * Updates Per Second
             * @description How fast it went.
             */
            updates_per_second: number;
        };
        /**
         * TrainAsk
         * @description What to train, and for how long.
         */
        TrainAsk: {
            /**
             * @description The configuration; what is left out is the default. `GET /api/v1/datasets` lists the data sets.
             * @example {
             *       "dataset": {
             *         "name": "xor"
             *       },
             *       "layers": [
             *         {
             *           "activation": "tanh",
             *           "units": 4
             *         }
             *       ]
             *     }
             */
            config?: components["schemas"]["Configuration"];
            /**
             * Updates
             * @description How many updates to make. Default: `1000`.
             */
            updates?: number;
            /**
             * Record Every
             * @description Updates between two rows of the history; a hundredth of all when left out.
             */
            record_every?: number | null;
            /** @description Ask the network about the plane at the end. */
            grid?: components["schemas"]["TrainGridAsk"] | null;
        };
        /**
         * TrainGridAnswer
         * @description The network's outputs over the plane.
         */
        TrainGridAnswer: {
            /**
             * Size
             * @description Cells along a side.
             */
            size: number;
            /**
             * Extent
             * @description The plane goes from the data's middle − extent to middle + extent, both ways, in the units that the network sees.
             */
            extent: number;
            /**
             * Values
             * @description Outputs × size × size: probabilities, scores or values at the centres of the cells; the first row is the top (the largest x2), the first column the smallest x1.
             */
            values: (number | components["schemas"]["NonFinite"])[][][];
        };
        /**
         * TrainGridAsk
         * @description Which cells of the plane the trained network is asked about.
         */
        TrainGridAsk: {
            /**
             * Size
             * @description Cells along a side. Default: `50`.
             */
            size?: number;
            /**
             * Extent
             * @description Half of the plane's width; that of the data when left out.
             */
            extent?: number | null;
        };
        /**
         * TrainingAnswer
         * @description All that can be chosen of a run, as the lab's controls show it.
         */
        TrainingAnswer: {
            /**
             * Datasets
             * @description The data sets, each with a few points.
             */
            datasets: components["schemas"]["DrawnDatasetAnswer"][];
            /**
             * Features
             * @description What a network can see of a point.
             */
            features: string[];
            /**
             * Feature Maps
             * @description Each feature over the plane, in percent: row by row from the top left.
             */
            feature_maps: {
                [key: string]: number[];
            };
            /**
             * Activations
             * @description What layers can end in.
             */
            activations: {
                [key: string]: unknown;
            }[];
            /**
             * Losses
             * @description What the scores can mean.
             */
            losses: {
                [key: string]: unknown;
            }[];
            /**
             * Schemes
             * @description How the first weights can be drawn.
             */
            schemes: {
                [key: string]: unknown;
            }[];
            /**
             * Schedules
             * @description How the learning rate can follow the updates, each with the options it reads.
             */
            schedules: {
                [key: string]: unknown;
            }[];
            /**
             * Optimizers
             * @description The update rules, each with its formula and the options that it reads.
             */
            optimizers: {
                [key: string]: unknown;
            }[];
            /**
             * Options
             * @description The options of update rules.
             */
            options: {
                [key: string]: {
                    [key: string]: unknown;
                };
            };
            /**
             * Schedule Options
             * @description The options of schedules.
             */
            schedule_options: {
                [key: string]: {
                    [key: string]: unknown;
                };
            };
            /**
             * Presets
             * @description Configurations from lectures; `compare` holds up to four to run side by side, `code` a program as it was written, with the lines of each stage of an update, `chart` what the chart of the page opens with.
             */
            presets: {
                [key: string]: unknown;
            }[];
            /** @description The default configuration. */
            config: components["schemas"]["WholeConfiguration"];
            /**
             * Layers
             * @description The most hidden layers.
             */
            layers: number;
            /**
             * Units
             * @description The most units of a hidden layer.
             */
            units: number;
        };
        /**
         * UngroupAnswer
         * @description The program with the gates of a block in the place of its call.
         */
        UngroupAnswer: {
            /**
             * Calls
             * @description The keys of its calls, for `closed`.
             */
            calls: string[];
            /**
             * Gates
             * @description The keys of its gates that open, for `opened`.
             */
            gates: string[];
            /**
             * Program
             * @description The program without the block.
             */
            program: string;
        };
        /**
         * UngroupAsk
         * @description Which call of a program is to be written out.
         */
        UngroupAsk: {
            /**
             * Program
             * @description The program's text.
             * @example x = -2; y = 5; z = -4
             *     q = x + y
             *     f = q * z
             */
            program: string;
            /**
             * Inputs
             * @description Numbers by name, for names that the program uses but does not bind, or instead of the values that it binds. Each is a number or a nested list; `NaN`, `Infinity` and `-Infinity` are written as texts.
             * @example {
             *       "x": 3
             *     }
             */
            inputs?: {
                [key: string]: components["schemas"]["Numbers"];
            };
            /**
             * Output
             * @description The name to differentiate; the last statement when left out.
             * @example f
             */
            output?: string | null;
            /**
             * Key
             * @description What the call goes by.
             * @example squash#1
             */
            key: string;
        };
        /**
         * UnreadAnswer
         * @description Something that could not be read, or does not fit what comes before.
         */
        UnreadAnswer: {
            /**
             * Line
             * @description The line of the printout, from 1; null of a file.
             */
            line: number | null;
            /**
             * Text
             * @description What stands there.
             */
            text: string;
            /**
             * Message
             * @description What is wrong with it.
             */
            message: string;
            /**
             * Hint
             * @description What was expected, or what to try.
             */
            hint: string;
        };
        /**
         * UpdateAnswer
         * @description What the lines after the loss say: `for step in range(10): w -= 0.1 * grad(w)`.
         */
        UpdateAnswer: {
            /**
             * Rule
             * @description The update rule.
             * @example sgd
             */
            rule: string;
            /**
             * Rate
             * @description The step size.
             * @example 0.1
             */
            rate: number;
            /**
             * Parameters
             * @description The inputs that learn, as they are written.
             */
            parameters: string[];
            /**
             * Places
             * @description Where each of them takes its step: its name there.
             */
            places: components["schemas"]["Span"][];
            /**
             * Times
             * @description How many updates there are to be.
             */
            times: number;
            /** @description Where all of it stands. */
            source: components["schemas"]["Span"];
        };
        /**
         * Verdict
         * @description What came of checking a leaf; the worst of its entries decides, in this order.
         * @enum {string}
         */
        Verdict: "mismatch" | "non-finite" | "kink" | "clamp" | "cannot-tell" | "ok" | "no-gradient";
        WholeConfiguration: {
            /** @description The points. */
            dataset: {
                /** @description The data set. */
                name: string;
                /** @description How many points, train and test together. */
                samples: number;
                /** @description How far points are thrown off their place. */
                noise: number;
                /** @description Of the generator and of the split. */
                seed: number;
                /** @description How much of the points is kept for the test. */
                test_fraction: number;
                /** @description How many classes, where a set can have several. */
                classes: number | null;
                /** @description Which of a data set's forms. */
                variant: string | null;
                /** @description Of the data set curve: f in x2 = f(x1). */
                function: string | null;
                /** @description Of the data set custom: x1, x2, label of each point. */
                points: [
                    number,
                    number,
                    number
                ][] | null;
                /** @description What the two coordinates are called. */
                columns: [
                    string,
                    string
                ] | null;
                /** @description What the classes are called, from class 0. */
                class_names: string[] | null;
                /** @description X1, x2, label of a point that is asked about and not trained on. */
                query: [
                    number,
                    number,
                    number
                ] | null;
                /** @description Whether the network sees (x − center) / scale; null is true for points of one's own whose two coordinates spread differently, by more than five times. */
                standardize: boolean | null;
                /** @description Of standardize: what is taken off; null is the mean of the training points. */
                center: [
                    number,
                    number
                ] | null;
                /** @description Of standardize: what it is divided by; null is their standard deviation. */
                scale: [
                    number,
                    number
                ] | null;
            };
            /** @description What the network sees: x1, x2, x1^2, x2^2, x1*x2, sin(x1), sin(x2), 1, or a formula of one's own in the program language over x1 and x2, such as sin(3*x1) or x1**2 + x2. */
            features: string[];
            /** @description The hidden layers. */
            layers: {
                /** @description How many neurons. */
                units: number;
                /**
                 * @description The gate at their end.
                 * @enum {string}
                 */
                activation: "identity" | "sigmoid" | "tanh" | "relu" | "leaky_relu" | "elu" | "softplus" | "gelu" | "step" | "selu" | "maxout";
                /** @description Of leaky_relu, on the negative side. */
                slope: number;
                /** @description Of elu: minus its value far to the left. */
                alpha: number;
                /** @description The chance that a neuron is left out of an update; the others are divided by 1 − dropout, and everything that is shown has all of them. */
                dropout: number;
                /** @description Adds what the layer gets to what it gives: as many units as inputs. */
                residual: boolean;
            }[];
            /**
             * @description The head: what the scores mean and how wrong they are.
             * @enum {string}
             */
            loss: "softmax" | "svm" | "sigmoid" | "squared" | "regression";
            /**
             * @description Of the losses squared and regression: a gate after the score.
             * @enum {string}
             */
            output_activation: "identity" | "tanh" | "sigmoid";
            /** @description Whether layers have biases. */
            bias: boolean;
            /** @description The first weights. */
            init: {
                /**
                 * @description How the weights are drawn.
                 * @enum {string}
                 */
                scheme: "xavier" | "he" | "normal" | "uniform" | "zeros" | "legacy_uniform" | "given";
                /** @description Of the weights, of the order of the batches and of dropout. */
                seed: number;
                /** @description Of the scheme given: weights and biases by name (W1, b1, W2, …) as a trained network is answered, or all in one list, unit by unit its weights and then its bias. */
                parameters: number[] | null;
            };
            /** @description The update rule. */
            optimizer: {
                /**
                 * @description The rule.
                 * @enum {string}
                 */
                name: "sgd" | "momentum" | "nesterov" | "adagrad" | "rmsprop" | "adadelta" | "adam" | "adamw";
                /** @description The size of a step. */
                learning_rate: number;
                /** @description Of momentum and nesterov. */
                momentum: number;
                /** @description Of adam and adamw: the memory of their mean. */
                beta1: number;
                /** @description Of adam and adamw: the memory of their squares. */
                beta2: number;
                /** @description Of adadelta: the memory of its squares. */
                rho: number;
                /** @description Of rmsprop: the memory of its squares. */
                decay: number;
                /** @description Keeps a division from being one by zero; null is the rule's own. */
                epsilon: number | null;
                /** @description How the learning rate changes. */
                schedule: {
                    /**
                     * @description How the rate changes.
                     * @enum {string}
                     */
                    name: "constant" | "step" | "cosine" | "warmup";
                    /** @description Of step and cosine, in updates. */
                    period: number;
                    /** @description Of step: what each period multiplies the rate by; of cosine: what is left of it at the end. */
                    factor: number;
                    /** @description Of warmup: after so many updates the rate is the whole one. */
                    warmup: number;
                };
            };
            /** @description Weight decay. */
            regularization: {
                /** @description Adds l1·Σ|w| to the loss. */
                l1: number;
                /** @description Adds (l2/2)·Σw² to the loss, so l2·w to the gradient. */
                l2: number;
                /** @description Whether L2 is (l2/2)·Σw², with the gradient l2·w; else it is l2·Σw², with 2·l2·w, so that the same l2 decays twice as much. */
                half: boolean;
                /** @description Whether both are divided by the batch size, as in ConvNetJS: 0.001 at batches of 10 then decays as 0.0001 does otherwise. */
                per_batch: boolean;
            };
            /** @description Points an update; 0 is all of them. */
            batch_size: number;
        };
        WholeOptimizerOptions: {
            /**
             * @description The rule.
             * @enum {string}
             */
            name: "sgd" | "momentum" | "nesterov" | "adagrad" | "rmsprop" | "adadelta" | "adam" | "adamw";
            /** @description The size of a step. */
            learning_rate: number;
            /** @description Of momentum and nesterov. */
            momentum: number;
            /** @description Of adam and adamw: the memory of their mean. */
            beta1: number;
            /** @description Of adam and adamw: the memory of their squares. */
            beta2: number;
            /** @description Of adadelta: the memory of its squares. */
            rho: number;
            /** @description Of rmsprop: the memory of its squares. */
            decay: number;
            /** @description Keeps a division from being one by zero; null is the rule's own. */
            epsilon: number | null;
            /** @description How the learning rate changes. */
            schedule: {
                /**
                 * @description How the rate changes.
                 * @enum {string}
                 */
                name: "constant" | "step" | "cosine" | "warmup";
                /** @description Of step and cosine, in updates. */
                period: number;
                /** @description Of step: what each period multiplies the rate by; of cosine: what is left of it at the end. */
                factor: number;
                /** @description Of warmup: after so many updates the rate is the whole one. */
                warmup: number;
            };
        };
        /**
         * FieldError
         * @description One thing wrong with a request.
         */
        FieldError: {
            /**
             * Pointer
             * @description Where: a JSON pointer into the body, or the query parameter's name after `?`.
             * @example /inputs/x
             */
            pointer: string;
            /**
             * Message
             * @description What is wrong there.
             * @example expected a number
             */
            message: string;
        };
        /**
         * Problem
         * @description Why a request was not answered. Fields that do not apply are left out.
         */
        Problem: {
            /**
             * Type
             * @description What kind of problem it is; the address explains it.
             * @example /problems/unknown-name
             */
            type: string;
            /**
             * Title
             * @description The kind, in words.
             * @example Unknown name
             */
            title: string;
            /**
             * Status
             * @description The HTTP status.
             * @example 422
             */
            status: number;
            /**
             * Detail
             * @description What is wrong, in one sentence.
             */
            detail: string;
            /**
             * Instance
             * @description The address that was asked.
             * @example /api/v1/trace
             */
            instance: string;
            /**
             * Hint
             * @description What to try.
             */
            hint?: string | null;
            /**
             * Line
             * @description Program errors: the line, from 1.
             */
            line?: number | null;
            /**
             * Column
             * @description The column, from 0.
             */
            column?: number | null;
            /**
             * End Line
             * @description Where it ends: the line, from 1.
             */
            end_line?: number | null;
            /**
             * End Column
             * @description The column after its end, from 0.
             */
            end_column?: number | null;
            /**
             * Replacement
             * @description Program errors: what to write instead of the text between the two places, where the hint says it to the letter; empty: delete that text.
             * @example sin(x) / cos(x)
             */
            replacement?: string | null;
            /**
             * Snippet
             * @description The line of the program, with carets beneath what is wrong.
             */
            snippet?: string | null;
            /**
             * Errors
             * @description Request errors: each field that is wrong.
             */
            errors?: components["schemas"]["FieldError"][] | null;
        };
        /**
         * AckMessage
         * @description Say that a frame and all before it have arrived.
         */
        AckMessage: {
            /**
             * @description Which message this is. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "ack";
            /**
             * Frame
             * @description The frame's number.
             */
            frame: number;
        };
        /**
         * ArrayTold
         * @description An array behind the header of a frame: raw, little-endian, row by row.
         */
        ArrayTold: {
            /**
             * Name
             * @description What it holds. `grid`: the plane. `layer0`: the maps of the features, told once; `layer1` and
             *     on: those of each layer's neurons. `warp`, `warp_points`: the plane and the points as a pair of
             *     neurons sees them. `confusion`: training points by class and decision. `parameters`,
             *     `gradients`: flat, as the blocks of the network lie. `norms`: of each layer's part of the
             *     gradient, without weight decay. `lively`: how every hidden unit answers the training points, 0
             *     where it learns, 1 dead, 2 saturated. After an explained step `gradient` and `delta` of every
             *     parameter, the points of its `batch`, and with dropout `mask`: hidden units × batch, 1 where a
             *     unit was kept.
             */
            name: string;
            /**
             * Dtype
             * @description The kind of its numbers.
             * @enum {string}
             */
            dtype: "float32" | "float64" | "int32" | "uint8" | "uint16";
            /**
             * Shape
             * @description Its shape.
             */
            shape: number[];
            /**
             * Offset
             * @description Where it begins, in bytes from the end of the header.
             */
            offset: number;
            /**
             * Low
             * @description Of whole steps (uint8, uint16): what 0 stands for, or a list of that for each row.
             */
            low?: number | number[] | null;
            /**
             * High
             * @description What the largest stands for, 255 or 65,535; the rest lies evenly between.
             */
            high?: number | number[] | null;
        };
        /**
         * BlockTold
         * @description Where the weights and biases of a layer lie in the array `parameters` of a frame.
         */
        BlockTold: {
            /**
             * Name
             * @description The array of a frame with the maps of its neurons.
             */
            name: string;
            /**
             * Layer
             * @description The layer, from 1.
             */
            layer: number;
            /**
             * Piece
             * @description 0, and 1 for the second piece of maxout units.
             */
            piece: number;
            /**
             * Units
             * @description How many neurons it has.
             */
            units: number;
            /**
             * Inputs
             * @description How many numbers each neuron sees.
             */
            inputs: number;
            /**
             * Offset
             * @description Where it begins: a row for each unit, its weights and then its bias.
             */
            offset: number;
            /**
             * Bias
             * @description Whether it has biases.
             */
            bias: boolean;
        };
        /**
         * DataEvent
         * @description The points, and what else follows from them.
         */
        DataEvent: {
            /**
             * Points
             * @description x1 and x2 of each point.
             */
            points: [
                number,
                number
            ][];
            /**
             * Labels
             * @description Its class, from 0, or its value.
             */
            labels: number[];
            /**
             * Test
             * @description Whether it is kept for the test.
             */
            test: boolean[];
            /**
             * Classes
             * @description How many classes there are; 0: labels are values.
             */
            classes: number;
            /**
             * Names
             * @description What the axes mean.
             */
            names: [
                string,
                string
            ];
            /**
             * Class Names
             * @description What classes are called, as far as they have names.
             */
            class_names: string[];
            /**
             * Center
             * @description The network sees (x − center) / scale of each coordinate.
             */
            center: [
                number,
                number
            ];
            /**
             * Scale
             * @description 1 where the data are not standardised.
             */
            scale: [
                number,
                number
            ];
            /**
             * Middle
             * @description The middle of the plane, as the network sees it.
             */
            middle: [
                number,
                number
            ];
            /**
             * Extent
             * @description The plane goes from middle − extent to middle + extent, both ways, as the network sees it.
             */
            extent: number;
            /**
             * @description Which message this is. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "data";
            /** @description The whole configuration. */
            config: components["schemas"]["WholeConfiguration"];
            grid: components["schemas"]["GridTold"];
            history: components["schemas"]["HistoryTold"];
            /**
             * Update
             * @description Updates made.
             */
            update: number;
        };
        /**
         * EndedEvent
         * @description The server closes the stream.
         */
        EndedEvent: {
            /**
             * @description Which message this is. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "ended";
            /**
             * Reason
             * @description Why.
             */
            reason: string;
        };
        /**
         * ErrorEvent
         * @description Something was refused; the connection is as usable as before.
         */
        ErrorEvent: {
            /**
             * @description Which message this is. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "error";
            /** @description What is wrong. */
            problem: components["schemas"]["Problem"];
            /**
             * Of
             * @description The type of the message that was refused; null where it could not be read.
             */
            of: string | null;
        };
        /**
         * ExportEvent
         * @description All of the run.
         */
        ExportEvent: {
            /**
             * @description Which message this is. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "export";
            /** @description The whole configuration. */
            config: components["schemas"]["WholeConfiguration"];
            /**
             * Parameters
             * @description Weights and biases by name, as `POST /api/v1/train` gives them.
             */
            parameters: {
                [key: string]: unknown;
            };
            /**
             * Torch
             * @description The network as PyTorch, with its weights, its data, and the loop that trains it on.
             */
            torch: string;
            /**
             * Predictions
             * @description What the network says of all points, as CSV.
             */
            predictions: string;
            /**
             * History
             * @description What was seen on the way.
             */
            history: components["schemas"]["RecordedAnswer"][];
            /**
             * Update
             * @description Updates made.
             */
            update: number;
        };
        /**
         * ExportMessage
         * @description Ask for all of the run.
         */
        ExportMessage: {
            /**
             * @description Which message this is. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "export";
        };
        /**
         * FrameHeader
         * @description The header of a binary frame.
         */
        FrameHeader: {
            /**
             * Frame
             * @description The frame's number, to acknowledge it by.
             */
            frame: number;
            /**
             * Update
             * @description Updates made.
             */
            update: number;
            /**
             * Epoch
             * @description How often the training points were gone through.
             */
            epoch: number;
            /**
             * Running
             * @description Whether it trains on.
             */
            running: boolean;
            /**
             * Train Loss
             * @description Mean loss plus the penalty; null without points.
             */
            train_loss: number | components["schemas"]["NonFinite"] | null;
            /**
             * Test Loss
             * @description The same of the test points.
             */
            test_loss: number | components["schemas"]["NonFinite"] | null;
            /**
             * Data Loss
             * @description The mean loss alone.
             */
            data_loss: number | components["schemas"]["NonFinite"] | null;
            /**
             * Penalty
             * @description What weight decay adds.
             */
            penalty: number | components["schemas"]["NonFinite"] | null;
            /**
             * Train Accuracy
             * @description Share of training points decided right; null without classes.
             */
            train_accuracy: number | null;
            /**
             * Test Accuracy
             * @description Share of test points decided right.
             */
            test_accuracy: number | null;
            /**
             * Rate
             * @description The learning rate of the next update; after an explained step that of the one explained.
             */
            rate: number;
            /**
             * Updates Per Second
             * @description How fast it goes.
             */
            updates_per_second: number;
            /**
             * Frames Per Second
             * @description How often it is shown.
             */
            frames_per_second: number;
            history: components["schemas"]["HistoryTold"];
            /** @description Where the run had to stop, if it had. */
            diverged?: components["schemas"]["DivergedAnswer"] | null;
            /** @description The neurons that the warped plane is seen by. */
            neuron?: components["schemas"]["PairTold"] | null;
            /**
             * Batch Loss
             * @description After an explained step: the mean loss of its batch.
             */
            batch_loss?: number | components["schemas"]["NonFinite"] | null;
            /**
             * Arrays
             * @description The arrays behind the header.
             */
            arrays: components["schemas"]["ArrayTold"][];
        };
        /**
         * GraphEvent
         * @description The network of this moment as a program.
         */
        GraphEvent: {
            /**
             * @description Which message this is. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "graph";
            /**
             * Program
             * @description Its text, with the weights in it.
             */
            program: string;
            /**
             * Detail
             * @description The level of detail to open it at.
             * @constant
             */
            detail: "gates";
            /**
             * Update
             * @description Updates made.
             */
            update: number;
        };
        /**
         * GraphMessage
         * @description Ask for the network of this moment as a program.
         */
        GraphMessage: {
            /**
             * @description Which message this is. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "graph";
            /**
             * Sample
             * @description The point that it is fed with, from 0, or the whole batch. Default: `0`.
             */
            sample?: number | "batch";
        };
        /**
         * Grid
         * @description How finely the plane is looked at; what is not given stays, or is the default.
         */
        Grid: {
            /**
             * Size
             * @description Cells of the plane along a side.
             */
            size?: number | null;
            /**
             * Extent
             * @description Half of its width; that of the data by default.
             */
            extent?: number | null;
            /**
             * Neurons
             * @description Cells of a neuron's map along a side.
             */
            neurons?: number | null;
            /**
             * Warp
             * @description Lines of the lattice that is warped.
             */
            warp?: number | null;
        };
        /**
         * GridMessage
         * @description Look more or less finely.
         */
        GridMessage: {
            /**
             * Size
             * @description Cells of the plane along a side.
             */
            size?: number | null;
            /**
             * Extent
             * @description Half of its width; that of the data by default.
             */
            extent?: number | null;
            /**
             * Neurons
             * @description Cells of a neuron's map along a side.
             */
            neurons?: number | null;
            /**
             * Warp
             * @description Lines of the lattice that is warped.
             */
            warp?: number | null;
            /**
             * @description Which message this is. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "grid";
        };
        /**
         * GridTold
         * @description How finely the plane is looked at.
         */
        GridTold: {
            /**
             * Size
             * @description Cells of the plane along a side.
             */
            size: number;
            /**
             * Extent
             * @description Half of its width.
             */
            extent: number;
            /**
             * Neurons
             * @description Cells of a neuron's map along a side.
             */
            neurons: number;
            /**
             * Warp
             * @description Lines of the lattice that is warped.
             */
            warp: number;
        };
        /**
         * HistoryTold
         * @description From where to where the run can be gone through.
         */
        HistoryTold: {
            /**
             * First
             * @description The earliest update.
             */
            first: number;
            /**
             * Last
             * @description The latest update.
             */
            last: number;
        };
        /**
         * KeepMessage
         * @description Ask for this moment as a text, to go on from it later.
         */
        KeepMessage: {
            /**
             * @description Which message this is. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "keep";
        };
        /**
         * LayerTold
         * @description A layer of the network.
         */
        LayerTold: {
            /**
             * Units
             * @description How many neurons it has.
             */
            units: number;
            /**
             * Activation
             * @description The gate at their end.
             */
            activation: string;
        };
        /**
         * LimitsTold
         * @description The bounds that a client can run into.
         */
        LimitsTold: {
            /**
             * Layers
             * @description Hidden layers.
             */
            layers: number;
            /**
             * Units
             * @description Neurons of a hidden layer.
             */
            units: number;
            /**
             * Points
             * @description Points.
             */
            points: number;
            /**
             * Classes
             * @description Classes.
             */
            classes: number;
            /**
             * Grid
             * @description Cells along a side.
             */
            grid: number;
            /**
             * Frames Per Second
             * @description Frames a second.
             */
            frames_per_second: number;
            /**
             * Frame Bytes
             * @description Bytes of a frame; maps that would need more are drawn coarser, as `grid` tells.
             */
            frame_bytes: number;
            /**
             * Message Bytes
             * @description Characters of a message.
             */
            message_bytes: number;
        };
        /**
         * Logged
         * @description A change that was made in a run: one of three, at an update.
         */
        Logged: {
            /**
             * Update
             * @description So many updates had been made.
             */
            update: number;
            /**
             * Set
             * @description What a message `set` said.
             */
            set?: {
                [key: string]: unknown;
            } | null;
            /**
             * Put
             * @description The parameters of a message `put`.
             */
            put?: [
                number,
                number
            ][] | null;
            /** @description What a message `points` said. */
            points?: components["schemas"]["Points"] | null;
        };
        /**
         * LoggedEvent
         * @description The log of changes is another: after every change, and where a run went on from earlier.
         */
        LoggedEvent: {
            /**
             * @description Which message this is. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "logged";
            /**
             * Kept
             * @description So many entries of the log told before still stand; those after them are gone.
             */
            kept: number;
            /**
             * Log
             * @description The entries after those, each as `start` takes it; null where there were more changes than
             *     are kept, so that the run cannot be made again from its beginning.
             */
            log: {
                [key: string]: unknown;
            }[] | null;
            /** @description What the run began with; left out where it is the one told before. */
            config?: components["schemas"]["WholeConfiguration"] | null;
        };
        /**
         * NetworkTold
         * @description The structure of the network.
         */
        NetworkTold: {
            /**
             * Features
             * @description What it sees of a point.
             */
            features: string[];
            /**
             * Layers
             * @description Its layers, the output last.
             */
            layers: components["schemas"]["LayerTold"][];
            /**
             * Blocks
             * @description Where its parameters lie.
             */
            blocks: components["schemas"]["BlockTold"][];
            /**
             * Size
             * @description How many parameters there are.
             */
            size: number;
        };
        /**
         * NeuronMessage
         * @description Choose which two neurons the warped plane is seen by; without a layer: none.
         */
        NeuronMessage: {
            /**
             * @description Which message this is. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "neuron";
            /**
             * Layer
             * @description The layer, from 1.
             */
            layer?: number | null;
            /**
             * Units
             * @description Its two neurons, from 0. Default: `[0, 1]`.
             */
            units?: [
                number,
                number
            ];
        };
        /**
         * Pace
         * @description How fast a run goes on: one of these.
         */
        Pace: {
            /**
             * Updates
             * @description Updates a second.
             */
            updates?: number | null;
            /**
             * Epochs
             * @description Epochs a second.
             */
            epochs?: number | null;
        };
        /**
         * PaceTold
         * @description How fast a run goes on: one of these.
         */
        PaceTold: {
            /**
             * Updates
             * @description Updates a second.
             */
            updates?: number | null;
            /**
             * Epochs
             * @description Epochs a second.
             */
            epochs?: number | null;
        };
        /**
         * PairTold
         * @description Two neurons of a layer.
         */
        PairTold: {
            /**
             * Layer
             * @description The layer, from 1.
             */
            layer: number;
            /**
             * Units
             * @description The two neurons, from 0.
             */
            units: [
                number,
                number
            ];
        };
        /**
         * PauseMessage
         * @description Stop training.
         */
        PauseMessage: {
            /**
             * @description Which message this is. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "pause";
        };
        /**
         * PausedEvent
         * @description The run stands still.
         */
        PausedEvent: {
            /**
             * @description Which message this is. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "paused";
            /**
             * Update
             * @description Updates made.
             */
            update: number;
            /**
             * Reason
             * @description It was told to, a goal was reached, a moment was gone to, a run that was taken up again is
             *     where it was, or a parameter left the numbers.
             * @enum {string}
             */
            reason: "asked" | "until" | "seek" | "start" | "diverged";
        };
        /**
         * Points
         * @description Change the data while it is trained on. Indices are those before the change.
         */
        Points: {
            /**
             * Add
             * @description x1, x2 and label of new points.
             */
            add?: [
                number,
                number,
                number
            ][];
            /**
             * Remove
             * @description The indices of points that go.
             */
            remove?: number[];
            /**
             * Move
             * @description The index of a point, and its new x1 and x2.
             */
            move?: [
                number,
                number,
                number
            ][];
            /**
             * Clear
             * @description Whether all points go first. Default: `false`.
             */
            clear?: boolean;
        };
        /**
         * PointsMessage
         * @description Change the data while it is trained on. Indices are those before the change.
         */
        PointsMessage: {
            /**
             * Add
             * @description x1, x2 and label of new points.
             */
            add?: [
                number,
                number,
                number
            ][];
            /**
             * Remove
             * @description The indices of points that go.
             */
            remove?: number[];
            /**
             * Move
             * @description The index of a point, and its new x1 and x2.
             */
            move?: [
                number,
                number,
                number
            ][];
            /**
             * Clear
             * @description Whether all points go first. Default: `false`.
             */
            clear?: boolean;
            /**
             * @description Which message this is. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "points";
        };
        /**
         * ProbeMessage
         * @description Ask what every layer says of a point.
         */
        ProbeMessage: {
            /**
             * @description Which message this is. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "probe";
            /**
             * X
             * @description x1 and x2.
             */
            x: [
                number,
                number
            ];
        };
        /**
         * ProbedEvent
         * @description What every layer says of a point.
         */
        ProbedEvent: {
            /**
             * @description Which message this is. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "probed";
            /**
             * X
             * @description x1 and x2.
             */
            x: [
                number,
                number
            ];
            /**
             * Features
             * @description What the network sees of it.
             */
            features: (number | components["schemas"]["NonFinite"])[];
            /**
             * Layers
             * @description Its layers, the output last.
             */
            layers: components["schemas"]["ProbedLayer"][];
            /**
             * Outputs
             * @description Probabilities, scores or the value.
             */
            outputs: (number | components["schemas"]["NonFinite"])[];
            /**
             * Update
             * @description Updates made.
             */
            update: number;
        };
        /**
         * ProbedLayer
         * @description What a layer says of a point.
         */
        ProbedLayer: {
            /**
             * Before
             * @description Each neuron's sum before its activation; for maxout one list a piece.
             */
            before: (number | components["schemas"]["NonFinite"] | (number | components["schemas"]["NonFinite"])[])[];
            /**
             * After
             * @description What each neuron hands on.
             */
            after: (number | components["schemas"]["NonFinite"])[];
        };
        /**
         * PutMessage
         * @description Give parameters other values.
         */
        PutMessage: {
            /**
             * @description Which message this is. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "put";
            /**
             * Parameters
             * @description The index and the new value of each.
             */
            parameters: [
                number,
                number
            ][];
        };
        /**
         * ReadyEvent
         * @description All of a run that stays as it is until something is changed.
         */
        ReadyEvent: {
            /**
             * @description Which message this is. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "ready";
            /** @description The whole configuration. */
            config: components["schemas"]["WholeConfiguration"];
            /** @description The network's structure. */
            network: components["schemas"]["NetworkTold"];
            grid: components["schemas"]["GridTold"];
            history: components["schemas"]["HistoryTold"];
            limits: components["schemas"]["LimitsTold"];
            /** @description How fast the run goes on; null is as fast as it can. */
            pace: components["schemas"]["PaceTold"] | null;
            /**
             * Update
             * @description Updates made.
             */
            update: number;
            /** @description The points; left out where they are those told before. */
            data?: components["schemas"]["DataAnswer"] | null;
        };
        /**
         * ResetMessage
         * @description Go back to the first weights; the history is dropped.
         */
        ResetMessage: {
            /**
             * @description Which message this is. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "reset";
        };
        /**
         * ResumeMessage
         * @description Train on.
         */
        ResumeMessage: {
            /**
             * @description Which message this is. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "resume";
            /** @description When to stop; when told to, if left out. */
            until?: components["schemas"]["Until"] | null;
        };
        /**
         * SeekMessage
         * @description Go to an earlier moment of the run, and stop there.
         */
        SeekMessage: {
            /**
             * @description Which message this is. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "seek";
            /**
             * Update
             * @description The moment: so many updates from the first weights.
             */
            update: number;
        };
        /**
         * SetMessage
         * @description Change any part of the configuration; what is not named stays.
         */
        SetMessage: {
            /**
             * @description Which message this is. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "set";
            /** @description How fast the run goes on; null is as fast as it can. Left out, it stays. */
            pace?: components["schemas"]["Pace"] | null;
            /** @description The points. */
            dataset?: {
                /** @description The data set. */
                name?: string;
                /** @description How many points, train and test together. */
                samples?: number;
                /** @description How far points are thrown off their place. */
                noise?: number;
                /** @description Of the generator and of the split. */
                seed?: number;
                /** @description How much of the points is kept for the test. */
                test_fraction?: number;
                /** @description How many classes, where a set can have several. */
                classes?: number | null;
                /** @description Which of a data set's forms. */
                variant?: string | null;
                /** @description Of the data set curve: f in x2 = f(x1). */
                function?: string | null;
                /** @description Of the data set custom: x1, x2, label of each point. */
                points?: [
                    number,
                    number,
                    number
                ][] | null;
                /** @description What the two coordinates are called. */
                columns?: [
                    string,
                    string
                ] | null;
                /** @description What the classes are called, from class 0. */
                class_names?: string[] | null;
                /** @description X1, x2, label of a point that is asked about and not trained on. */
                query?: [
                    number,
                    number,
                    number
                ] | null;
                /** @description Whether the network sees (x − center) / scale; null is true for points of one's own whose two coordinates spread differently, by more than five times. */
                standardize?: boolean | null;
                /** @description Of standardize: what is taken off; null is the mean of the training points. */
                center?: [
                    number,
                    number
                ] | null;
                /** @description Of standardize: what it is divided by; null is their standard deviation. */
                scale?: [
                    number,
                    number
                ] | null;
            };
            /** @description What the network sees: x1, x2, x1^2, x2^2, x1*x2, sin(x1), sin(x2), 1, or a formula of one's own in the program language over x1 and x2, such as sin(3*x1) or x1**2 + x2. */
            features?: string[];
            /** @description The hidden layers. */
            layers?: {
                /** @description How many neurons. */
                units?: number;
                /**
                 * @description The gate at their end.
                 * @enum {string}
                 */
                activation?: "identity" | "sigmoid" | "tanh" | "relu" | "leaky_relu" | "elu" | "softplus" | "gelu" | "step" | "selu" | "maxout";
                /** @description Of leaky_relu, on the negative side. */
                slope?: number;
                /** @description Of elu: minus its value far to the left. */
                alpha?: number;
                /** @description The chance that a neuron is left out of an update; the others are divided by 1 − dropout, and everything that is shown has all of them. */
                dropout?: number;
                /** @description Adds what the layer gets to what it gives: as many units as inputs. */
                residual?: boolean;
            }[];
            /**
             * @description The head: what the scores mean and how wrong they are.
             * @enum {string}
             */
            loss?: "softmax" | "svm" | "sigmoid" | "squared" | "regression";
            /**
             * @description Of the losses squared and regression: a gate after the score.
             * @enum {string}
             */
            output_activation?: "identity" | "tanh" | "sigmoid";
            /** @description Whether layers have biases. */
            bias?: boolean;
            /** @description The first weights. */
            init?: {
                /**
                 * @description How the weights are drawn.
                 * @enum {string}
                 */
                scheme?: "xavier" | "he" | "normal" | "uniform" | "zeros" | "legacy_uniform" | "given";
                /** @description Of the weights, of the order of the batches and of dropout. */
                seed?: number;
                /** @description Of the scheme given: weights and biases by name (W1, b1, W2, …) as a trained network is answered, or all in one list, unit by unit its weights and then its bias. */
                parameters?: number[] | {
                    [key: string]: unknown;
                } | null;
            };
            /** @description The update rule. */
            optimizer?: {
                /**
                 * @description The rule.
                 * @enum {string}
                 */
                name?: "sgd" | "momentum" | "nesterov" | "adagrad" | "rmsprop" | "adadelta" | "adam" | "adamw";
                /** @description The size of a step. */
                learning_rate?: number;
                /** @description Of momentum and nesterov. */
                momentum?: number;
                /** @description Of adam and adamw: the memory of their mean. */
                beta1?: number;
                /** @description Of adam and adamw: the memory of their squares. */
                beta2?: number;
                /** @description Of adadelta: the memory of its squares. */
                rho?: number;
                /** @description Of rmsprop: the memory of its squares. */
                decay?: number;
                /** @description Keeps a division from being one by zero; null is the rule's own. */
                epsilon?: number | null;
                /** @description How the learning rate changes. */
                schedule?: {
                    /**
                     * @description How the rate changes.
                     * @enum {string}
                     */
                    name?: "constant" | "step" | "cosine" | "warmup";
                    /** @description Of step and cosine, in updates. */
                    period?: number;
                    /** @description Of step: what each period multiplies the rate by; of cosine: what is left of it at the end. */
                    factor?: number;
                    /** @description Of warmup: after so many updates the rate is the whole one. */
                    warmup?: number;
                };
            };
            /** @description Weight decay. */
            regularization?: {
                /** @description Adds l1·Σ|w| to the loss. */
                l1?: number;
                /** @description Adds (l2/2)·Σw² to the loss, so l2·w to the gradient. */
                l2?: number;
                /** @description Whether L2 is (l2/2)·Σw², with the gradient l2·w; else it is l2·Σw², with 2·l2·w, so that the same l2 decays twice as much. */
                half?: boolean;
                /** @description Whether both are divided by the batch size, as in ConvNetJS: 0.001 at batches of 10 then decays as 0.0001 does otherwise. */
                per_batch?: boolean;
            };
            /** @description Points an update; 0 is all of them. */
            batch_size?: number;
            /** @description The size of a step. */
            learning_rate?: number;
            /** @description Of momentum and nesterov. */
            momentum?: number;
            /** @description Adds l1·Σ|w| to the loss. */
            l1?: number;
            /** @description Adds (l2/2)·Σw² to the loss, so l2·w to the gradient. */
            l2?: number;
        };
        /**
         * StartMessage
         * @description Begin a run, or take one up again; a run before it is dropped.
         */
        StartMessage: {
            /**
             * @description Which message this is. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "start";
            /** @description The configuration; what is left out is the default. */
            config?: components["schemas"]["Configuration"];
            /** @description How finely the plane is looked at. */
            grid?: components["schemas"]["Grid"];
            /**
             * Fps
             * @description Frames a second, at most. Default: `30`.
             */
            fps?: number;
            /** @description How fast it goes on; null is as fast as it can. */
            pace?: components["schemas"]["Pace"] | null;
            /**
             * Views
             * @description What frames show. The rest is neither computed nor sent. Default: `["plane", "maps", "parameters", "space", "confusion", "norms", "lively"]`.
             */
            views?: ("plane" | "maps" | "parameters" | "space" | "confusion" | "gradients" | "norms" | "lively")[];
            /**
             * Running
             * @description Whether it trains on, from `update`. Default: `true`.
             */
            running?: boolean;
            /**
             * Log
             * @description What was changed since the configuration, as `logged` told it, to be made again. Without it
             *     nothing is made again that lies before `state`.
             */
            log?: components["schemas"]["Logged"][] | null;
            /**
             * Update
             * @description How far the run has to be before anything else is done. Default: `0`.
             */
            update?: number;
            /**
             * State
             * @description A moment up to there, as `keep` was answered, from which to go on; what lies before it is
             *     made again in spare time. Without a log, `config` is the configuration of that moment.
             */
            state?: string | null;
        };
        /**
         * StateEvent
         * @description A moment of the run.
         */
        StateEvent: {
            /**
             * @description Which message this is. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "state";
            /**
             * Update
             * @description Updates made.
             */
            update: number;
            /**
             * Changes
             * @description So many entries of the log came before; null where there is no log any more.
             */
            changes: number | null;
            /**
             * State
             * @description All that is needed to go on from there to the bit, for the `state` of `start`.
             */
            state: string;
        };
        /**
         * StepMessage
         * @description Make some updates, or go through the data some times, and stop.
         */
        StepMessage: {
            /**
             * @description Which message this is. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "step";
            /**
             * Updates
             * @description How many updates. Default: `1`.
             */
            updates?: number;
            /**
             * Epochs
             * @description To the end of the so manieth epoch from here, instead.
             */
            epochs?: number | null;
            /**
             * Explain
             * @description Make one update, and tell of it in the next frame. Default: `false`.
             */
            explain?: boolean;
        };
        /**
         * Until
         * @description When to stop by itself: as soon as one of these is so of the whole run.
         */
        Until: {
            /**
             * Updates
             * @description It has made so many updates.
             */
            updates?: number | null;
            /**
             * Epochs
             * @description It has gone through the data so often.
             */
            epochs?: number | null;
            /**
             * Loss
             * @description Its training loss is no larger.
             */
            loss?: number | null;
            /**
             * Accuracy
             * @description Its training accuracy is no smaller.
             */
            accuracy?: number | null;
        };
        /**
         * ViewsMessage
         * @description Choose what frames show from now on.
         */
        ViewsMessage: {
            /**
             * @description Which message this is. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "views";
            /**
             * Show
             * @description The views; the rest is neither computed nor sent.
             */
            show: ("plane" | "maps" | "parameters" | "space" | "confusion" | "gradients" | "norms" | "lively")[];
        };
        ClientMessage: components["schemas"]["StartMessage"] | components["schemas"]["PauseMessage"] | components["schemas"]["ResumeMessage"] | components["schemas"]["StepMessage"] | components["schemas"]["SetMessage"] | components["schemas"]["PutMessage"] | components["schemas"]["PointsMessage"] | components["schemas"]["SeekMessage"] | components["schemas"]["ResetMessage"] | components["schemas"]["NeuronMessage"] | components["schemas"]["GridMessage"] | components["schemas"]["ViewsMessage"] | components["schemas"]["ProbeMessage"] | components["schemas"]["GraphMessage"] | components["schemas"]["ExportMessage"] | components["schemas"]["KeepMessage"] | components["schemas"]["AckMessage"];
        ServerMessage: components["schemas"]["ReadyEvent"] | components["schemas"]["DataEvent"] | components["schemas"]["PausedEvent"] | components["schemas"]["ProbedEvent"] | components["schemas"]["GraphEvent"] | components["schemas"]["ExportEvent"] | components["schemas"]["LoggedEvent"] | components["schemas"]["StateEvent"] | components["schemas"]["EndedEvent"] | components["schemas"]["ErrorEvent"];
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    trace: {
        parameters: {
            query?: {
                /** @description The same as `full` in the body. */
                full?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TraceAsk"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TraceAnswer"];
                };
            };
        };
    };
    numbers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NumbersAsk"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NumbersAnswer"];
                };
            };
        };
    };
    gradcheck: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GradcheckAsk"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GradcheckAnswer"];
                };
            };
        };
    };
    descend_program: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DescendAsk"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DescendAnswer"];
                };
            };
        };
    };
    survey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SurfaceAsk"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SurfaceAnswer"];
                };
            };
        };
    };
    classify: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClassifyAsk"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClassifyAnswer"];
                };
            };
        };
    };
    images: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ImagesAsk"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImagesAnswer"];
                };
            };
        };
    };
    network: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NetworkAsk"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NetworkAnswer"];
                };
            };
        };
    };
    network_read: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NetworkReadAsk"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NetworkReadAnswer"];
                };
            };
        };
    };
    block: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BlockAsk"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BlockAnswer"];
                };
            };
        };
    };
    ungroup: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UngroupAsk"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UngroupAnswer"];
                };
            };
        };
    };
    backward: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BackwardAsk"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BackwardAnswer"];
                };
            };
        };
    };
    exercise: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExerciseAsk"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExerciseAnswer"];
                };
            };
        };
    };
    marks: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MarksAsk"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MarksAnswer"];
                };
            };
        };
    };
    grade: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GradeAsk"];
            };
        };
        responses: {
            /** @description Everybody's marks. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GradeAnswer"];
                    "text/csv": string;
                };
            };
        };
    };
    make_practice: {
        parameters: {
            query?: {
                /** @description 1: sums, products and maxima, each value used once. 2: forks, differences, squares, quotients and relus. 3: a layer on a small batch, and a loss. */
                level?: number;
                /** @description Which of them: the same makes the same exercise. */
                seed?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PracticeAnswer"];
                };
            };
        };
    };
    blanks: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BlanksAsk"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BlanksAnswer"];
                };
            };
        };
    };
    card: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CardAsk"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CardAnswer"];
                };
            };
        };
    };
    derivation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DerivationAsk"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DerivationAnswer"];
                };
            };
        };
    };
    scalars: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ScalarsAsk"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScalarsAnswer"];
                };
            };
        };
    };
    counts: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CountsAsk"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CountsAnswer"];
                };
            };
        };
    };
    model: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ModelAsk"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModelAnswer"];
                };
            };
        };
    };
    get_palette: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaletteAnswer"];
                };
            };
        };
    };
    palette_insert: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InsertAsk"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InsertAnswer"];
                };
            };
        };
    };
    jacobian: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["JacobianAsk"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JacobianAnswer"];
                };
            };
        };
    };
    chain: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChainAsk"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChainAnswer"];
                };
            };
        };
    };
    code: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CodeAsk"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CodeAnswer"];
                };
            };
        };
    };
    get_picture: {
        parameters: {
            query: {
                /** @description The program's text. */
                program: string;
                /** @description Numbers by name, as a JSON object. */
                inputs?: string | null;
                /** @description The name to differentiate. */
                output?: string | null;
                /** @description The gradient at the output, as JSON. */
                seed?: string | null;
                /** @description `reverse` or `forward`. */
                mode?: components["schemas"]["Mode"];
                /** @description Forward mode: the input that moves. */
                wrt?: string | null;
                /** @description How far the program is opened. */
                detail?: components["schemas"]["Detail"];
                /** @description Calls folded into one node. */
                closed?: string[];
                /** @description Gates opened by themselves. */
                opened?: string[];
                /** @description `plain` writes `W1` as it is, `layers` as W with a raised [1]. */
                names?: components["schemas"]["Names"];
                /** @description What stands on the wires: `numbers`, `symbols` such as `∂f/∂x = z·1`, or `both`. */
                labels?: components["schemas"]["Labels"];
                /** @description How many steps have been played: 0 is before the first; the end when left out. */
                step?: number | null;
                /** @description The paper's theme. */
                theme?: "light" | "dark";
                /** @description `classic` is green and red, `colourblind` blue and orange. */
                palette?: "classic" | "colourblind";
                /** @description Decimals of the numbers in the picture. */
                digits?: number;
                /** @description How many rows are samples, where the program does not show it: arrays of so many say so. */
                batch?: number | null;
                /** @description Whether every wire says the shape of what it carries, in the place of the numbers. */
                shapes?: boolean;
                /** @description The picture's title, for screen readers; made from the program when left out. */
                title?: string | null;
                /** @description The box that the picture is to fit; it has its natural size when left out. Width and height in px, and after an @ the least size of its figures. */
                fit?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The picture, which stands alone: no script, no outside font. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/svg+xml": string;
                };
            };
        };
    };
    post_picture: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PictureAsk"];
            };
        };
        responses: {
            /** @description The picture, which stands alone: no script, no outside font. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/svg+xml": string;
                };
            };
        };
    };
    get_film: {
        parameters: {
            query: {
                /** @description The program's text. */
                program: string;
                /** @description Numbers by name, as a JSON object. */
                inputs?: string | null;
                /** @description The name to differentiate. */
                output?: string | null;
                /** @description The gradient at the output, as JSON. */
                seed?: string | null;
                /** @description `reverse` or `forward`. */
                mode?: components["schemas"]["Mode"];
                /** @description Forward mode: the input that moves. */
                wrt?: string | null;
                /** @description How far the program is opened. */
                detail?: components["schemas"]["Detail"];
                /** @description Calls folded into one node. */
                closed?: string[];
                /** @description Gates opened by themselves. */
                opened?: string[];
                /** @description `plain` writes `W1` as it is, `layers` as W with a raised [1]. */
                names?: components["schemas"]["Names"];
                /** @description What stands on the wires: `numbers`, `symbols` such as `∂f/∂x = z·1`, or `both`. */
                labels?: components["schemas"]["Labels"];
                /** @description The step after which the film ends; the end of the story when left out. */
                step?: number | null;
                /** @description The paper's theme. */
                theme?: "light" | "dark";
                /** @description `classic` is green and red, `colourblind` blue and orange. */
                palette?: "classic" | "colourblind";
                /** @description Decimals of the numbers in the picture. */
                digits?: number;
                /** @description How many rows are samples, where the program does not show it: arrays of so many say so. */
                batch?: number | null;
                /** @description Whether every wire says the shape of what it carries, in the place of the numbers. */
                shapes?: boolean;
                /** @description The picture's title, for screen readers; made from the program when left out. */
                title?: string | null;
                /** @description The box that the picture is to fit; it has its natural size when left out. Width and height in px, and after an @ the least size of its figures. */
                fit?: string | null;
                /** @description What it goes on by: `gate` plays all steps of a gate together, `wire` each step by itself. */
                by?: "gate" | "wire";
                /** @description For how many seconds each picture is shown; the last one longer. */
                pace?: number;
                /** @description Whether what happens is said below each picture. */
                words?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The film: an animated SVG without a script, for an image. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/svg+xml": string;
                };
            };
        };
    };
    post_film: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FilmAsk"];
            };
        };
        responses: {
            /** @description The film: an animated SVG without a script, for an image. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/svg+xml": string;
                };
            };
        };
    };
    get_tikz: {
        parameters: {
            query: {
                /** @description The program's text. */
                program: string;
                /** @description Numbers by name, as a JSON object. */
                inputs?: string | null;
                /** @description The name to differentiate. */
                output?: string | null;
                /** @description The gradient at the output, as JSON. */
                seed?: string | null;
                /** @description `reverse` or `forward`. */
                mode?: components["schemas"]["Mode"];
                /** @description Forward mode: the input that moves. */
                wrt?: string | null;
                /** @description How far the program is opened. */
                detail?: components["schemas"]["Detail"];
                /** @description Calls folded into one node. */
                closed?: string[];
                /** @description Gates opened by themselves. */
                opened?: string[];
                /** @description `plain` writes `W1` as it is, `layers` as W with a raised [1]. */
                names?: components["schemas"]["Names"];
                /** @description What stands on the wires: `numbers`, `symbols` such as `∂f/∂x = z·1`, or `both`. */
                labels?: components["schemas"]["Labels"];
                /** @description How many steps have been played: 0 is before the first; the end when left out. */
                step?: number | null;
                /** @description The paper's theme. */
                theme?: "light" | "dark";
                /** @description `classic` is green and red, `colourblind` blue and orange. */
                palette?: "classic" | "colourblind";
                /** @description Decimals of the numbers in the picture. */
                digits?: number;
                /** @description How many rows are samples, where the program does not show it: arrays of so many say so. */
                batch?: number | null;
                /** @description Whether every wire says the shape of what it carries, in the place of the numbers. */
                shapes?: boolean;
                /** @description The picture's title, for screen readers; made from the program when left out. */
                title?: string | null;
                /** @description The box that the picture is to fit; it has its natural size when left out. Width and height in px, and after an @ the least size of its figures. */
                fit?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A LaTeX document of one picture, in ASCII. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
        };
    };
    post_tikz: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DrawAsk"];
            };
        };
        responses: {
            /** @description A LaTeX document of one picture, in ASCII. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
        };
    };
    get_pdf: {
        parameters: {
            query: {
                /** @description The program's text. */
                program: string;
                /** @description Numbers by name, as a JSON object. */
                inputs?: string | null;
                /** @description The name to differentiate. */
                output?: string | null;
                /** @description The gradient at the output, as JSON. */
                seed?: string | null;
                /** @description `reverse` or `forward`. */
                mode?: components["schemas"]["Mode"];
                /** @description Forward mode: the input that moves. */
                wrt?: string | null;
                /** @description How far the program is opened. */
                detail?: components["schemas"]["Detail"];
                /** @description Calls folded into one node. */
                closed?: string[];
                /** @description Gates opened by themselves. */
                opened?: string[];
                /** @description `plain` writes `W1` as it is, `layers` as W with a raised [1]. */
                names?: components["schemas"]["Names"];
                /** @description What stands on the wires: `numbers`, `symbols` such as `∂f/∂x = z·1`, or `both`. */
                labels?: components["schemas"]["Labels"];
                /** @description The step that is drawn, on one page; a page for each step when left out. */
                step?: number | null;
                /** @description The paper's theme. */
                theme?: "light" | "dark";
                /** @description `classic` is green and red, `colourblind` blue and orange. */
                palette?: "classic" | "colourblind";
                /** @description Decimals of the numbers in the picture. */
                digits?: number;
                /** @description How many rows are samples, where the program does not show it: arrays of so many say so. */
                batch?: number | null;
                /** @description Whether every wire says the shape of what it carries, in the place of the numbers. */
                shapes?: boolean;
                /** @description The picture's title, for screen readers; made from the program when left out. */
                title?: string | null;
                /** @description The box that the picture is to fit; it has its natural size when left out. Width and height in px, and after an @ the least size of its figures. */
                fit?: string | null;
                /** @description What it goes on by: `gate` plays all steps of a gate together, `wire` each step by itself. */
                by?: "gate" | "wire";
                /** @description Whether what happens is said below each picture. */
                words?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The document. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": string;
                };
            };
        };
    };
    post_pdf: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DocumentAsk"];
            };
        };
        responses: {
            /** @description The document. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": string;
                };
            };
        };
    };
    list_gates: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GatesAnswer"];
                };
            };
        };
    };
    list_examples: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExamplesAnswer"];
                };
            };
        };
    };
    one_example: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The preset's name. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExampleAnswer"];
                };
            };
        };
    };
    list_datasets: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DatasetsAnswer"];
                };
            };
        };
    };
    read: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReadAsk"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReadAnswer"];
                };
            };
        };
    };
    list_choices: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrainingAnswer"];
                };
            };
        };
    };
    train: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TrainAsk"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrainAnswer"];
                };
            };
        };
    };
    healthz: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HealthAnswer"];
                };
            };
        };
    };
    readyz: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HealthAnswer"];
                };
            };
        };
    };
}

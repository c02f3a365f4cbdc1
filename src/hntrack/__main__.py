"""``python -m hntrack`` and the console script.

It imports what is built into Python and nothing else (`from __future__` would read a file): an interrupt out here,
before :func:`main` can hold it back, would be answered with a traceback.
"""

import _signal  # the built-in part of `signal`, which is a file
import gc
import sys

# A run makes some hundred thousand objects and hardly any cycles, and ends.  Looking for garbage every 700 objects
# is a twentieth of its time; every 100 000 keeps a long run (`site build`) within bounds all the same.
_GARBAGE_EVERY = 100_000


def main() -> None:
    """Run the command line and leave with its exit code.

    Ctrl-C waits while modules are loaded, where nobody could catch it: ``cli.streams`` lets it in once it can be
    answered.
    """
    gc.set_threshold(_GARBAGE_EVERY)
    if hasattr(
        _signal, "pthread_sigmask"
    ):  # Windows has no such thing, and loads modules uninterrupted less often
        _signal.pthread_sigmask(_signal.SIG_BLOCK, {_signal.SIGINT})
    from hntrack.cli.answers import recall  # noqa: PLC0415  (nothing happens at import)

    code = recall(sys.argv[1:])
    if code is None:
        from hntrack.cli.app import run  # noqa: PLC0415  (as above)

        code = run(sys.argv[1:])
    gc.freeze()  # Python looks for garbage once more as it ends, in all that is there: a tenth of a run, for nothing
    sys.exit(code)


if __name__ == "__main__":
    main()

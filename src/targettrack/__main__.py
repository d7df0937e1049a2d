"""The process: `python -m targettrack`, and the console script."""


def run() -> None:
    """Run the command line. Ctrl-C while it is being loaded ends at once and without a word: nothing was begun."""
    import os
    import signal

    ended = 130  # errors.ExitCode.INTERRUPTED, which is not loaded yet
    signal.signal(signal.SIGINT, lambda _number, _frame: os._exit(ended))
    from targettrack import cli

    cli.run(begin=lambda: signal.signal(signal.SIGINT, signal.default_int_handler))


if __name__ == "__main__":
    run()

"""Voters whose server is killed again and again, and who try again with the same paper."""

import json
import random
import signal
import subprocess
import tempfile
import threading
import time
from pathlib import Path

from tests.faults.databases import ROOT, command, environment, told


def killed_while_voting(database: str, *, kills: int, seed: int) -> dict[str, int]:
    """
    Have votes cast in a process that is killed with SIGKILL at random moments.

    A ballot paper is cast in order; after a kill the next process begins with the papers
    whose receipt never came back, so that some are sent a second time. In the end the
    ballots are opened and compared with every receipt that did come back.
    """
    chance = random.Random(seed)
    voters = max(60, 4 * kills)
    plan = told(database, "prepare", voters)
    papers, receipts = list(plan["papers"]), {}
    done = again = 0
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "plan.json"
        while papers:
            file.write_text(json.dumps({**plan, "papers": papers}))
            voting = subprocess.Popen(
                command("vote", file), env=environment(database), cwd=ROOT,
                stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
            )  # fmt: skip
            assert voting.stdout is not None
            left = kills - done
            enough = chance.randint(1, max(1, 2 * len(papers) // (left + 1))) if left else None
            killer = None
            for line in voting.stdout:
                try:
                    kept = json.loads(line)
                except ValueError:
                    break  # a line cut in two by the kill was never acknowledged
                receipts[kept["voter"]] = kept["receipt"]
                if enough is not None and len(receipts) and killer is None:
                    enough -= 1
                    if enough <= 0:
                        killer = threading.Thread(
                            target=_kill_in_a_moment, args=(voting, chance.random() * 0.02)
                        )
                        killer.start()
            if killer is not None:
                killer.join()
            voting.stdout.close()
            done += voting.wait() == -signal.SIGKILL
            papers = [one for one in plan["papers"] if one["voter"] not in receipts]
            again += bool(papers)
        file.write_text(json.dumps(plan))
        found = told(database, "opened", file)
    published = set(found["receipts"])
    return {
        "voters": voters,
        "kills": done,
        "restarts": again,
        "acknowledged": len(receipts),
        "lost": len(set(receipts.values()) - published),
        "published": len(found["receipts"]),
        "marked": found["marked"],
    }


def _kill_in_a_moment(voting: subprocess.Popen, after: float) -> None:
    time.sleep(after)
    voting.kill()

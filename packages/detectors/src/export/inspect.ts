import { formatJsonLines } from '@bebug/core';
import { FINDING_KEYS } from '../model/answer-schema.ts';
import { promptOf } from '../model/prompt.ts';
import type { ExportedFiles, ExportInput } from './exported.ts';

/** A task for Inspect AI: the prompts as its data set, and a metric that has the findings scored by `bebug score`. */
export function inspect({ set, name, setPath, hint }: ExportInput): ExportedFiles {
  const samples = set.tasks.map((task) => {
    const { system, user } = promptOf(task, { hint });
    return {
      id: task.task.id,
      input: [
        { role: 'system', content: system },
        { role: 'user', content: user },
      ],
      target: '',
      metadata: { task: task.task.id },
    };
  });
  return {
    'samples.jsonl': formatJsonLines(samples),
    'bug_finding.py': PROGRAM.replace('"SET"', JSON.stringify(setPath)),
    'README.md': page(name),
  };
}

const PROGRAM = `"""Bug finding as a task for Inspect AI: inspect eval bug_finding.py --model PROVIDER/MODEL"""

import json
import os
import subprocess
import tempfile
from pathlib import Path

from inspect_ai import Task, task
from inspect_ai.dataset import json_dataset
from inspect_ai.scorer import Score, metric, scorer
from inspect_ai.solver import generate

HERE = Path(__file__).parent
# The set with its truth, and the command; both can be told by the environment.
BUG_SET = os.environ.get("BEBUG_SET", "SET")
BEBUG = os.environ.get("BEBUG", "bebug").split()


def findings_in(text):
    """The findings of an answer, or None when it is no answer."""
    start, end = text.find("{"), text.rfind("}")
    try:
        return json.loads(text[start : end + 1])["findings"]
    except (ValueError, KeyError, TypeError):
        return None


def as_line(task_id, finding):
    """A finding as bebug writes it: what is null is left out."""
    kept = (${FINDING_KEYS.map((key) => `"${key}"`).join(', ')})
    return json.dumps({"task": task_id, **{key: finding[key] for key in kept if finding.get(key) is not None}})


@metric
def scorecard():
    """The rates of the first scorecard of \`bebug score --json\`."""

    def compute(scores):
        lines = [line for sample in scores for line in (sample.score.metadata or {}).get("lines", [])]
        tasks = [sample.score.metadata["task"] for sample in scores if sample.score.metadata["parsed"]]
        with tempfile.TemporaryDirectory() as folder:
            report, run = Path(folder, "findings.jsonl"), Path(folder, "run")
            report.write_text("".join(line + "\\n" for line in lines))
            answered = ["--only-tasks", ",".join(tasks)] if tasks else []
            imported = ["import", str(report), "--from", "jsonl", "--set", BUG_SET, "--out", str(run), "--tool", "inspect"]
            subprocess.run([*BEBUG, *imported, *answered], check=True, capture_output=True)
            told = subprocess.run([*BEBUG, "score", BUG_SET, str(run), "--json"], check=True, capture_output=True)
        level = json.loads(told.stdout)["scorecards"][0]["levels"][0]
        found = {"recall": level["recallOverAll"]["value"], "precision": level["precision"]["value"]}
        return {name: value for name, value in found.items() if value is not None}

    return compute


@scorer(metrics=[scorecard()])
def bebug_score():
    async def score(state, target):
        findings = findings_in(state.output.completion)
        task_id = state.metadata["task"]
        lines = [as_line(task_id, finding) for finding in findings or []]
        metadata = {"task": task_id, "parsed": findings is not None, "lines": lines}
        return Score(value=len(lines), answer=state.output.completion[:200], metadata=metadata)

    return score


@task
def bug_finding():
    return Task(dataset=json_dataset(str(HERE / "samples.jsonl")), solver=generate(), scorer=bebug_score())
`;

function page(name: string): string {
  return `# ${name} for Inspect AI

\`\`\`sh
pip install inspect-ai
BEBUG_SET=path/to/set inspect eval bug_finding.py --model openai/gpt-5
\`\`\`

\`samples.jsonl\` has the prompts; nothing here knows where the bugs are. The metric calls \`bebug import\` and \`bebug score\` on the set with its
truth (\`BEBUG_SET\`); \`BEBUG\` says how the command is called, when it is not on the path. Answers that cannot be read count as not attempted, and
their bugs as missed.
`;
}

import { formatJsonLines } from '@bebug/core';
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


@metric
def scorecard():
    """The rates of the first scorecard of \`bebug score --json\`."""

    def compute(scores):
        answers = {sample.score.metadata["task"]: sample.score.metadata["text"] for sample in scores}
        with tempfile.TemporaryDirectory() as folder:
            report, run = Path(folder, "answers.jsonl"), Path(folder, "run")
            lines = [json.dumps({"task": task_id, "text": text}) + "\\n" for task_id, text in answers.items()]
            report.write_text("".join(lines), encoding="utf-8")
            imported = ["import", str(report), "--from", "answers", "--set", BUG_SET, "--out", str(run), "--tool", "inspect"]
            subprocess.run([*BEBUG, *imported], check=True, capture_output=True)
            told = subprocess.run([*BEBUG, "score", BUG_SET, str(run), "--json"], check=True, capture_output=True)
        level = json.loads(told.stdout)["scorecards"][0]["levels"][0]
        found = {"recall": level["recallOverAll"]["value"], "precision": level["precision"]["value"]}
        return {name: value for name, value in found.items() if value is not None}

    return compute


@scorer(metrics=[scorecard()])
def bebug_score():
    async def score(state, target):
        text = state.output.completion
        # What is in the answer is for bebug to read; the value of a sample says only whether there is one.
        metadata = {"task": state.metadata["task"], "text": text}
        return Score(value=int(text.strip() != ""), answer=text[:200], metadata=metadata)

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
truth (\`BEBUG_SET\`); \`BEBUG\` says how the command is called, when it is not on the path. Answers are read as \`bebug detect\` reads those that it asks for: where the model miscounted, lines are
moved to the text that it quotes, and answers that cannot be read are not counted as clean. Of several epochs the last answer to a task counts.
`;
}

import { applyEdits } from '@bebug/core';
import { describe, expect, test } from 'vitest';
import { complaint, FIRST, imported, places, TASKS } from '../../test/imported.ts';
import { taskOf } from '../../test/task-of.ts';

type Json = Record<string, unknown>;

const log = (run: Json): string =>
  JSON.stringify({
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [{ tool: { driver: { name: 'Scan', semanticVersion: '1.2.3' } }, results: [], ...run }],
  });
const at = (uri: string, region?: Json, more: Json = {}): Json => ({
  physicalLocation: { artifactLocation: { uri, ...more }, ...(region && { region }) },
});
const result = (more: Json = {}, region: Json = { startLine: 3 }): Json => ({
  message: { text: 'wrong' },
  locations: [at('src/a.ts', region)],
  ...more,
});

test('a run of the tool becomes a run of the detector', () => {
  const { run, findings, responses, unplaced } = imported(
    'sarif',
    log({ results: [result({ ruleId: 'R1', level: 'error' })] }),
  );
  expect([run.detector, run.version, run.finished]).toEqual(['Scan', '1.2.3', '2026-01-02T03:04:05.000Z']);
  expect(findings).toEqual([
    {
      task: FIRST,
      file: 'src/a.ts',
      startLine: 3,
      endLine: 3,
      category: 'R1',
      severity: 'error',
      explanation: 'R1: wrong',
    },
  ]);
  expect(responses.map(({ status, findings: count }) => [status, count])).toEqual([
    ['answered', 1],
    ['answered', 0],
  ]);
  expect(unplaced).toEqual([]);
});

test.for<[string, Json | undefined, string]>([
  ['a line', { startLine: 3 }, '3-3'],
  ['lines', { startLine: 3, endLine: 5 }, '3-5'],
  ['an end at the first column of the next line', { startLine: 3, endLine: 5, endColumn: 1 }, '3-4'],
  ['columns on one line', { startLine: 3, startColumn: 2, endColumn: 1 }, '3-3'],
  ['characters', { charOffset: 20, charLength: 25 }, '2-3'],
  ['bytes', { byteOffset: 0, byteLength: 4 }, '1-1'],
  ['no region: the whole file', undefined, '1-21'],
  ['an empty region: the whole file', {}, '1-21'],
  ['characters past the end', { charOffset: 99_999, charLength: 1 }, '22-22'],
])('the region is %s', ([, region, lines]) => {
  const results = [{ message: { text: 'x' }, locations: [at('src/a.ts', region)] }];
  expect(places(imported('sarif', log({ results })))).toEqual([`1:src/a.ts:${lines}`]);
});

describe('paths', () => {
  test.for<[string, Json, Json]>([
    [
      'through a base',
      at('a.ts', { startLine: 1 }, { uriBaseId: 'SRC' }),
      { SRC: { uri: `file:///w/tasks/${FIRST}/src/` } },
    ],
    [
      'through bases of bases, without slashes at their ends',
      at('a.ts', { startLine: 1 }, { uriBaseId: 'SRC' }),
      { SRC: { uri: 'src', uriBaseId: 'ROOT' }, ROOT: { uri: 'file:///w' } },
    ],
    [
      'through a base that only the tool knows',
      at('src/a.ts', { startLine: 1 }, { uriBaseId: '%SRCROOT%' }),
      {},
    ],
    [
      'through bases in a circle',
      at('src/a.ts', { startLine: 1 }, { uriBaseId: 'A' }),
      { A: { uri: `tasks/${FIRST}/`, uriBaseId: 'B' }, B: { uriBaseId: 'A' } },
    ],
    ['percent-encoded', at('s%72c/a.ts', { startLine: 1 }), {}],
  ])('are found %s', ([, location, bases]) => {
    const results = [{ message: { text: 'x' }, locations: [location] }];
    expect(places(imported('sarif', log({ results, originalUriBaseIds: bases })))).toEqual([
      '1:src/a.ts:1-1',
    ]);
  });

  test('are found through the index of an artifact, and through the target where no place is given', () => {
    const artifacts = [{ location: { uri: 'src/b.ts' } }, { location: { uri: 'src/a.ts' } }];
    const locations = [{ physicalLocation: { artifactLocation: { index: 1 }, region: { startLine: 2 } } }];
    const results = [
      { message: { text: 'x' }, locations },
      { message: { text: 'y' }, analysisTarget: { uri: 'src/b.ts' } },
    ];
    expect(places(imported('sarif', log({ results, artifacts })))).toEqual([
      '1:src/a.ts:2-2',
      '2:src/b.ts:1-20',
    ]);
  });

  test('that lead nowhere are counted and named', () => {
    const nowhere = [
      { message: { text: 'x' } },
      { message: { text: 'x' }, locations: [at('node_modules/x.js')] },
    ];
    const { unplaced } = imported('sarif', log({ results: [result(), ...nowhere] }));
    expect(unplaced).toEqual([
      { report: 'report', at: 'runs.0.results.1', path: null, reason: 'it names no place in a file' },
      { report: 'report', at: 'runs.0.results.2', path: 'node_modules/x.js', reason: 'no task holds it' },
    ]);
  });

  test('in a circle of bases end', () => {
    const results = [{ message: { text: 'x' }, locations: [at('a.ts', {}, { uriBaseId: 'A' })] }, result()];
    const originalUriBaseIds = { A: { uri: 'x/', uriBaseId: 'B' }, B: { uri: 'y/', uriBaseId: 'A' } };
    expect(imported('sarif', log({ results, originalUriBaseIds })).unplaced[0]!.reason).toBe(
      'no task holds it',
    );
  });
});

describe('rules', () => {
  const rules = [
    { id: 'A', defaultConfiguration: { level: 'note' } },
    {
      id: 'B',
      messageStrings: { said: { text: '{{{0}}} is {1}, {2}' } },
      relationships: [{ target: { id: '79', toolComponent: { name: 'CWE', index: 0 } } }],
    },
    { id: 'C', properties: { tags: ['security', 'external/cwe/cwe-089'] } },
  ];
  const tool = {
    driver: { name: 'Scan', rules },
    extensions: [
      { name: 'plugin', guid: 'g-1', rules: [{ id: 'P/1', defaultConfiguration: { level: 'error' } }] },
    ],
  };
  const taxonomies = [{ name: 'CWE', guid: 'g-cwe', taxa: [{ id: '22' }, { id: '193', guid: 'g-193' }] }];
  const said = (more: Json): unknown => {
    const { category, cwe, severity, explanation } = imported(
      'sarif',
      log({ tool, taxonomies, results: [result(more)] }),
    ).findings[0]!;
    return { category, cwe, severity, explanation };
  };

  test.for<[string, Json, Json]>([
    ['by index', { ruleIndex: 0 }, { category: 'A', severity: 'info' }],
    ['by id', { ruleId: 'C' }, { category: 'C', severity: 'warning', cwe: 89 }],
    ['by the id it is a kind of', { ruleId: 'C/7' }, { category: 'C/7', cwe: 89 }],
    ['with a level of the result', { ruleIndex: 0, level: 'error' }, { severity: 'error' }],
    [
      'with a message of the rule',
      { ruleIndex: 1, message: { id: 'said', arguments: ['a', 'b'] } },
      { explanation: 'B: {a} is b, {2}', cwe: 79 },
    ],
    [
      'of an extension by index',
      { rule: { index: 0, toolComponent: { index: 0 } } },
      { category: 'P/1', severity: 'error' },
    ],
    [
      'of an extension by guid',
      { ruleId: 'P/1', rule: { toolComponent: { guid: 'g-1' } } },
      { category: 'P/1', severity: 'error' },
    ],
    ['with a taxon by id', { taxa: [{ id: 'CWE-20' }] }, { cwe: 20 }],
    ['with a taxon by index', { taxa: [{ index: 0, toolComponent: { index: 0 } }] }, { cwe: 22 }],
    ['with a taxon by guid', { taxa: [{ guid: 'g-193', toolComponent: { guid: 'g-cwe' } }] }, { cwe: 193 }],
    [
      'with a number of another taxonomy, which is no CWE',
      { taxa: [{ id: '5', toolComponent: { name: 'OWASP' } }] },
      { cwe: undefined },
    ],
    ['that nobody declares', { ruleId: 'toString' }, { category: 'toString', cwe: undefined }],
    [
      'and a message that nobody declares',
      { ruleId: 'A', message: { id: 'toString' } },
      { explanation: 'A' },
    ],
  ])('are found %s', ([, more, expected]) => {
    expect(said(more)).toMatchObject(expected);
  });
});

test.for<[string, Json, string | null]>([
  ['accepted', { suppressions: [{ kind: 'inSource' }] }, 'it is suppressed'],
  ['under review', { suppressions: [{ kind: 'external', status: 'underReview' }] }, null],
  ['accepted by one and rejected by another', { suppressions: [{}, { status: 'rejected' }] }, null],
  ['none', { suppressions: [] }, null],
  ['a pass', { kind: 'pass' }, 'it is of the kind pass'],
  ['gone', { baselineState: 'absent' }, 'it is no longer there'],
])('a result that is %s', ([, more, reason]) => {
  const { findings, unplaced } = imported('sarif', log({ results: [result(more)] }));
  expect(unplaced.map((item) => item.reason)).toEqual(reason === null ? [] : [reason]);
  expect(findings.length).toBe(reason === null ? 1 : 0);
});

describe('columns', () => {
  const text = 'const s = "👍"; a();\n';
  const tasks = [taskOf({ 'src/a.ts': text })];
  const fixed = (columnKind: string | undefined, startColumn: number): string => {
    const deletedRegion = { startLine: 1, startColumn, endColumn: startColumn + 1 };
    const replacements = [{ deletedRegion, insertedContent: { text: 'b' } }];
    const fixes = [{ artifactChanges: [{ artifactLocation: { uri: 'src/a.ts' }, replacements }] }];
    const { findings } = imported('sarif', log({ columnKind, results: [result({ fixes })] }), { tasks });
    const { fix } = findings[0]!;
    return Array.isArray(fix) ? applyEdits(text, fix) : 'no fix';
  };

  test('count as the run says, and code points where it does not', () => {
    expect(fixed('utf16CodeUnits', 17)).toBe('const s = "👍"; b();\n');
    expect(fixed('unicodeCodePoints', 16)).toBe('const s = "👍"; b();\n');
    expect(fixed(undefined, 16)).toBe('const s = "👍"; b();\n');
  });

  test('outside the text make no fix, and that is counted', () => {
    expect(fixed('utf16CodeUnits', 300)).toBe('no fix');
  });
});

describe('a tool that failed', () => {
  test('for its settings says so, as it does for its running', () => {
    const toolConfigurationNotifications = [notification('no rule of that name')];
    const invocations = [{ executionSuccessful: false, toolConfigurationNotifications }];
    const { responses } = imported('sarif', log({ invocations }));
    expect(responses.map(({ status, message }) => [status, message])).toEqual([
      ['failed', 'no rule of that name'],
      ['failed', 'no rule of that name'],
    ]);
    const onOne = [notification('settings of another version', 'src/b.ts')];
    const partly = [{ executionSuccessful: true, toolConfigurationNotifications: onOne }];
    expect(imported('sarif', log({ invocations: partly })).responses.map(({ status }) => status)).toEqual([
      'answered',
      'failed',
    ]);
  });

  const notification = (text: string, uri?: string): Json => ({
    level: 'error',
    message: { text },
    ...(uri !== undefined && { locations: [at(uri)] }),
  });

  test('did not answer the tasks, whatever it found before', () => {
    const invocations = [
      { executionSuccessful: false, toolExecutionNotifications: [notification('out of memory')] },
    ];
    const { responses } = imported('sarif', log({ invocations, results: [result()] }));
    expect(responses.map(({ status, message, findings }) => [status, message, findings])).toEqual([
      ['failed', 'out of memory', 1],
      ['failed', 'out of memory', 0],
    ]);
  });

  test('before it began did not answer either', () => {
    const { responses } = imported('sarif', log({ results: null }));
    expect(responses.map(({ status }) => status)).toEqual(['failed', 'failed']);
    expect(responses[0]!.message).toContain('did not begin');
  });

  test('on one file answered the others', () => {
    const toolExecutionNotifications = [notification('cannot parse', 'src/b.ts')];
    const invocations = [{ executionSuccessful: true, toolExecutionNotifications }];
    const { responses } = imported('sarif', log({ invocations }));
    expect(responses.map(({ status }) => status)).toEqual(['answered', 'failed']);
  });
});

test('where the run lists what it analysed, the other tasks are not attempted', () => {
  const artifacts = [{ location: { uri: 'src/b.ts' }, roles: ['analysisTarget'] }];
  const { responses } = imported('sarif', log({ artifacts }));
  expect(responses.map(({ task }) => task)).toEqual([TASKS[1]!.task.id]);
});

test.for<[string, string, RegExp]>([
  [
    'no JSON',
    '{"version": "2.1.0", "runs": [',
    /^file-format 2: report is not JSON at line 1, column 31: close bracket expected\.$/u,
  ],
  ['empty', '', /^file-format 2: report is not JSON at line 1, column 1: value expected/u],
  ['an older version', '{"version":"2.0.0","runs":[]}', /report at version is SARIF "2\.0\.0"/u],
  ['another JSON', '{"runs":[]}', /says no version of SARIF/u],
  ['a list', '[]', /^file-format 2: report has not the expected format/u],
  ['no runs', '{"version":"2.1.0"}', /at runs: /u],
  [
    'a line 0',
    log({ results: [result({}, { startLine: 0 })] }),
    /at runs\.0\.results\.0\.locations\.0\.physicalLocation\.region\.startLine: /u,
  ],
  [
    'a region that ends before it starts',
    log({ results: [result({}, { startLine: 9, endLine: 2 })] }),
    /region: the region ends before it starts/u,
  ],
  ['lines that are words', log({ results: [result({}, { startLine: '3' })] }), /region\.startLine: /u],
  ['a huge line', log({ results: [result({}, { startLine: 1e300 })] }), /region\.startLine: /u],
  [
    'a rule that is not there',
    log({ results: [result({ ruleIndex: 4 })] }),
    /report at runs\.0\.results\.0 means rule 4 of Scan, which has 0/u,
  ],
  [
    'an extension that is not there',
    log({ results: [result({ rule: { toolComponent: { index: 2 } } })] }),
    /means extension 2 of the tool, which has 0/u,
  ],
  [
    'results elsewhere',
    log({ externalPropertyFileReferences: { results: [{}] } }),
    /at runs\.0\.externalPropertyFileReferences keeps its results in other files/u,
  ],
  [
    'about nothing of the set',
    log({ results: [{ ...result(), locations: [at('lib/x.ts')] }] }),
    /^usage 2: None of the 1 findings is about the set: report at runs\.0\.results\.0 is about "lib\/x\.ts", but no task holds it/u,
  ],
  ['deeply nested', `${'['.repeat(100_000)}${']'.repeat(100_000)}`, /^file-format 2/u],
  ['with a prototype', '{"version":"2.1.0","runs":[{"__proto__":{"results":[]}}]}', /at runs\.0\.tool: /u],
])('a log that is %s is refused with the place', ([, text, sentence]) => {
  expect(complaint('sarif', text)).toMatch(sentence);
});

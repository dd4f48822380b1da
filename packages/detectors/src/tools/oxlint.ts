import type { Tool } from '../detector.ts';
import { installedFile } from '../installed.ts';
import { externalTool } from './external-tool.ts';

const CATEGORIES = ['correctness', 'suspicious'];

/** oxlint with what it calls wrong or suspicious, types included, whatever configuration the project has. */
export function oxlintDetector(): Tool {
  return externalTool({
    name: 'oxlint',
    packages: ['oxlint', 'oxlint-tsgolint'],
    settings: { categories: CATEGORIES, typeAware: true },
    script: 'bin/oxlint',
    format: 'sarif',
    exitCodes: [0, 1],
    call: ({ task }, _files, configuration) => ({
      words: [
        '--format=sarif',
        ...CATEGORIES.flatMap((category) => ['-D', category]),
        '--type-aware',
        `--config=${configuration}/oxlintrc.json`,
        ...task.files,
      ],
      configuration: { 'oxlintrc.json': '{}' },
      environment: { OXLINT_TSGOLINT_PATH: installedFile('oxlint-tsgolint', 'bin/tsgolint.js') },
    }),
  });
}

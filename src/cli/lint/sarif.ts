import type { Placed } from './document.ts';

/** The faults of one file as SARIF 2.1.0, for code scanning. */
export function sarifOf(file: string, faults: readonly Placed[], version: string): string {
  const results = faults.map(({ level, says, mend, line, column, pointer }) => ({
    ruleId: 'scim-lint',
    level,
    message: { text: mend === undefined ? says : `${says}; ${mend}` },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: file.replaceAll('\\', '/') },
          region: { startLine: line, startColumn: column },
        },
        ...(pointer === '' ? {} : { logicalLocations: [{ fullyQualifiedName: pointer }] }),
      },
    ],
  }));
  const driver = {
    name: 'scimulate',
    semanticVersion: version,
    rules: [{ id: 'scim-lint', shortDescription: { text: 'A SCIM document is as the RFCs say' } }],
  };
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [{ tool: { driver }, columnKind: 'utf16CodeUnits', results }],
  };
  return JSON.stringify(log, null, 2);
}

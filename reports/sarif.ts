import { byText, type CheckRun, type Finding, type Run, signatureOf } from '#run';
import type { Format } from './format.ts';
import { cut, inert } from './inert.ts';
import { sourceOf } from './source.ts';

/** SARIF 2.1.0, as code scanning reads it: a rule for each requirement, a result for each finding. */
export const sarif = {
  name: 'sarif',
  file: 'scimulate.sarif',
  title: 'SARIF 2.1.0',
  draw: drawSarif,
} as const satisfies Format;

const levels = { violation: 'error', warning: 'warning', info: 'note' } as const satisfies Record<
  Finding['verdict'],
  string
>;

/** The rule that a simulation breaks whose two sides do not agree in the end. */
const convergence = 'simulation-converges';

function drawSarif(run: Run): string {
  const found = run.checks.flatMap((check) => check.findings.map((finding) => ({ check, finding })));
  const differences = run.simulations.flatMap(({ idp, scenario, differences: all }) =>
    all.map((line) => ({ idp, scenario, line })),
  );
  const ids = [
    ...new Set([...found.map(({ finding }) => finding.requirement), ...(differences.length > 0 ? [convergence] : [])]),
  ].sort(byText);
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: { name: 'scimulate', semanticVersion: run.tool.version, rules: ids.map((id) => ruleFrom(run, id)) },
        },
        automationDetails: { id: `scimulate/${text(run.target.name)}` },
        columnKind: 'utf16CodeUnits',
        results: [
          ...found.map(({ check, finding }) => resultFrom(check, finding, ids.indexOf(finding.requirement))),
          ...differences.map(({ idp, scenario, line }) => ({
            ruleId: convergence,
            ruleIndex: ids.indexOf(convergence),
            level: 'error',
            message: { text: text(line) || 'the two sides differ' },
            locations: [
              { logicalLocations: [{ name: text(scenario), fullyQualifiedName: text(`${idp}/${scenario}`) }] },
            ],
          })),
        ],
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function ruleFrom(run: Run, id: string) {
  const known = Object.hasOwn(run.requirements, id) ? run.requirements[id] : undefined;
  const said =
    id === convergence ? 'The identity provider and the target agree at the end of a scenario.' : known?.text;
  return {
    id: text(id),
    shortDescription: { text: text(said ?? id) || 'a requirement' },
    ...(known !== undefined && /^https?:\/\//.test(known.link) && URL.canParse(known.link)
      ? { helpUri: known.link }
      : {}),
    ...(known === undefined ? {} : { properties: { level: text(known.level), section: text(known.section) } }),
  };
}

function resultFrom(check: CheckRun, finding: Finding, ruleIndex: number) {
  const source = sourceOf(check);
  const logical = [{ name: text(check.id), fullyQualifiedName: text(check.id), kind: 'function' }];
  return {
    ruleId: text(finding.requirement),
    ruleIndex,
    level: levels[finding.verdict],
    message: { text: text(`${check.title}: expected ${finding.expected}; observed ${finding.observed}`) },
    locations: [
      {
        logicalLocations: logical,
        ...(source === undefined
          ? {}
          : {
              physicalLocation: {
                artifactLocation: { uri: encodeURI(text(source.file)) },
                region: { startLine: source.line },
              },
            }),
      },
    ],
    partialFingerprints: { 'scimulateSignature/v1': text(`${check.id} ${signatureOf(finding)}`) },
    ...(check.expected === true
      ? { suppressions: [{ kind: 'external', justification: 'expected by the baseline' }] }
      : {}),
  };
}

function text(said: string): string {
  return inert(cut(said, 2000));
}

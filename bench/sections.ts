import { consoleGoals, consoleRows, consoleTable } from './console.ts';
import type { Goal } from './goals.ts';
import { packageSize, packageTable } from './package.ts';
import { proxyGoals, proxyRows, proxyTable } from './proxy.ts';
import { reportGoals, reportRows, reportTable } from './report.ts';
import { simulatorGoals, simulatorRows, simulatorTable } from './simulators.ts';

/** What is measured beside the protocol: each a part of its own that also runs alone, as `node bench/console.ts`. */
export interface Section {
  readonly title: string;
  readonly table: string;
  readonly goals: readonly Goal[];
}

export async function sections(isQuick: boolean): Promise<readonly Section[]> {
  const pages = await (isQuick ? consoleRows(2000, 5) : consoleRows(100_000, 20));
  const proxied = await proxyRows(isQuick ? 500 : 5000);
  const drawn = await reportRows([500, 5000], isQuick ? 3 : 15);
  const cycles = isQuick ? simulatorRows(2000, 20, 200) : simulatorRows(100_000, 1000, 2000);
  return [
    { title: 'Console', table: consoleTable(pages), goals: consoleGoals(pages) },
    { title: 'Recording proxy', table: proxyTable(proxied), goals: proxyGoals(proxied) },
    { title: 'HTML report', table: reportTable(drawn), goals: reportGoals(drawn) },
    { title: 'Package', table: packageTable(packageSize()), goals: [] },
    { title: 'Simulators', table: simulatorTable(cycles), goals: simulatorGoals(cycles) },
  ];
}

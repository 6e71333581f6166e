import { cpus, loadavg, type as systemName, totalmem } from 'node:os';

/** What the figures depend on, in one sentence. */
export function machine(): string {
  const processors = cpus();
  const gigabytes = (totalmem() / 2 ** 30).toFixed(0);
  const model = processors[0]?.model.trim() ?? 'unknown processor';
  const load = loadavg()[0]?.toFixed(1) ?? '?';
  return `${systemName()}, ${processors.length} × ${model}, ${gigabytes} GB, Node ${process.version}; load average at the start ${load}.`;
}

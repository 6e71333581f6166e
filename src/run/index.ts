export type {
  CheckRun,
  Finding,
  ProvisioningRow,
  RequirementText,
  Run,
  SimulationRun,
  StepRun,
  Verdict,
} from './run.ts';

/** A job of one CI service: where its file lies, and what stands in it. */
export interface Job {
  readonly file: string;
  readonly text: (setup: Setup) => string;
}

export interface Setup {
  /** The name of the target in the config file. */
  readonly target: string;
  /** The variable that holds the credential. */
  readonly tokenEnv: string;
  /** As package.json would name it: the version that wrote the job. */
  readonly version: string;
}

/** The credential comes by environment from the service's own secrets; nothing that a stranger can write reaches a shell. */
export const jobs = {
  github: {
    file: '.github/workflows/scimulate.yml',
    text: ({ target, tokenEnv, version }) => `name: scimulate
on:
  pull_request:
  push:
    branches: [main]
permissions:
  contents: read
jobs:
  scimulate:
    runs-on: ubuntu-latest
    timeout-minutes: 30
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with:
          node-version: 24
      # Start the server under test here, unless it runs elsewhere; --wait gives it time to come up.
      - name: Judge the SCIM server
        run: ${commandLine(target, version)}
        env:
          ${tokenEnv}: \${{ secrets.${tokenEnv} }}
      - uses: actions/upload-artifact@v4
        if: always()
        with:
          name: scimulate-report
          path: scimulate-report
`,
  },
  gitlab: {
    file: '.gitlab-ci.yml',
    text: ({ target, tokenEnv, version }) => `# Set ${tokenEnv} as a masked variable of the project.
scimulate:
  image: node:24
  stage: test
  timeout: 30 minutes
  script:
    - ${commandLine(target, version)}
  artifacts:
    when: always
    paths:
      - scimulate-report
    reports:
      junit: scimulate-report/junit.xml
`,
  },
  azure: {
    file: 'azure-pipelines.yml',
    text: ({ target, tokenEnv, version }) => `# Set ${tokenEnv} as a secret variable of the pipeline.
trigger:
  - main
pool:
  vmImage: ubuntu-latest
steps:
  - task: NodeTool@0
    inputs:
      versionSpec: 24.x
  - script: ${commandLine(target, version)}
    displayName: Judge the SCIM server
    env:
      ${tokenEnv}: $(${tokenEnv})
  - task: PublishTestResults@2
    condition: always()
    inputs:
      testResultsFormat: JUnit
      testResultsFiles: scimulate-report/junit.xml
  - task: PublishPipelineArtifact@1
    condition: always()
    inputs:
      targetPath: scimulate-report
      artifact: scimulate-report
`,
  },
} as const satisfies Readonly<Record<string, Job>>;

export type JobName = keyof typeof jobs;

function commandLine(target: string, version: string): string {
  return [
    `npx --yes scimulate@${version} test`,
    `--target ${target}`,
    '--writes allow',
    '--wait 60s',
    '--baseline scimulate.baseline.json',
    '--report html,junit,md',
  ].join(' ');
}

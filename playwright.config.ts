import { defineConfig } from '@playwright/test';

export default defineConfig({
  fullyParallel: true,
  workers: 2,
  reporter: [['list']],
  projects: [
    {
      name: 'unit',
      testMatch: ['src/**/*.test.ts', 'simulators/**/*.test.ts', 'reports/**/*.test.ts', 'fixtures/**/*.test.ts'],
    },
  ],
});

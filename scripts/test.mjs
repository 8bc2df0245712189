/**
 * npm test: installs what is missing, then every check. A failed stage does not hide the later ones.
 * The last line is always "N passed, N failed": tests of vitest and Playwright, and one for each other stage.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { browser } from './browser.mjs';
import { install, root, run, tool } from './install.mjs';

const total = { passed: 0, failed: 0 };
const scratch = mkdtempSync(join(tmpdir(), 'highwater-test-'));

function count(passed, failed) {
  total.passed += passed;
  total.failed += failed;
}

function headline(title) {
  console.log(`\n== ${title}`);
}

/** A stage that counts as one. */
function stage(title, script, ...args) {
  headline(title);
  const started = performance.now();
  const ok = run(process.execPath, [script, ...args]);
  count(ok ? 1 : 0, ok ? 0 : 1);
  console.log(`${title}: ${ok ? 'passed' : 'FAILED'} in ${((performance.now() - started) / 1000).toFixed(1)} s`);
  return ok;
}

/** A stage that counts its tests; failing without a failed test still counts as one. */
function tests(title, reportName, readReport, env, ...command) {
  headline(title);
  const ok = run(process.execPath, command, env);
  let result = { passed: 0, failed: 0 };
  try {
    result = readReport(JSON.parse(readFileSync(join(scratch, reportName), 'utf8')));
  } catch (error) {
    console.error(`${title}: no report (${error.message})`);
    result.failed = 1;
  }
  count(result.passed, ok ? result.failed : Math.max(1, result.failed));
}

const ofVitest = (report) => ({
  passed: report.numPassedTests,
  // a file that does not load fails without a test of its own
  failed:
    report.numFailedTests +
    report.testResults.filter(
      (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
    ).length,
});

const ofPlaywright = ({ stats, errors }) => ({ passed: stats.expected, failed: stats.unexpected + stats.flaky + errors.length });

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

async function everything() {
  headline('install');
  if (!install()) return count(0, 1);
  const chromium = await browser();
  console.log(`browser: ${chromium ?? 'none'}`);

  stage('types', tool('typescript/bin/tsc'), '--noEmit');
  stage('lint', tool('oxlint/bin/oxlint'), '--type-aware');
  stage('layering', join(root, 'scripts/layers.mjs'));
  const unitReport = join(scratch, 'unit.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${unitReport}`];
  tests('unit', 'unit.json', ofVitest, {}, tool('vitest/vitest.mjs'), 'run', ...reporters);
  const built = stage('build', tool('vite/bin/vite.js'), 'build');

  if (!built || chromium === undefined) {
    headline(`e2e: not run, for want of a ${built ? 'browser' : 'build'}`);
    return count(0, 1);
  }
  const env = {
    CHROMIUM_PATH: chromium,
    HIGHWATER_E2E_PORT: String(await freePort()),
    HIGHWATER_E2E_REPORT: join(scratch, 'e2e.json'),
  };
  return tests('e2e', 'e2e.json', ofPlaywright, env, tool('@playwright/test/cli.js'), 'test');
}

try {
  await everything();
} catch (error) {
  console.error(error);
  count(0, 1);
}
rmSync(scratch, { recursive: true, force: true });
process.exitCode = total.failed > 0 ? 1 : 0;
console.log(`\n${total.passed} passed, ${total.failed} failed`);

/**
 * Ports in memory, for tests and examples: fixtures in place of the world, and a clock that is moved.
 *
 * @packageDocumentation
 */
export { fixtureDirectory } from './fixture-directory.ts';
export { fixturePerform, type FixtureCall, type FixturePerform, type Mocks } from './fixture-perform.ts';
export { fixturePorts, type FixturePorts, type FixturePortsOptions, type PortName } from './fixture-ports.ts';
export { joinFixtures } from './join-fixtures.ts';
export { virtualClock, type VirtualClock } from './virtual-clock.ts';
export { runBundleTest } from './bundle-test/run-bundle-test.ts';
export type { TestFailure, TestResult } from './bundle-test/test-result.ts';
export { hostOver, type TestHost } from './bundle-test/test-host.ts';
export type { TestWorldOptions } from './bundle-test/test-world.ts';

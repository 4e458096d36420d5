import type { TestWorkflowEnvironment } from '@temporalio/testing';
import type { Clock } from './phone-world';

/**
 * The clock of a time-skipping server. It jumps to whatever happens next while nobody holds it; whoever does something
 * holds it, and lets go of it while it waits. From its start it is held once: by the story that is told.
 */
export class ServerClock implements Clock {
  constructor(private readonly environment: TestWorkflowEnvironment) {}

  now(): Promise<number> {
    return this.environment.currentTimeMs();
  }

  async pass(milliseconds: number): Promise<void> {
    await this.environment.sleep(Math.max(1, milliseconds));
  }

  async hold(): Promise<void> {
    await this.service.lockTimeSkipping({});
  }

  async letGo(): Promise<void> {
    await this.service.unlockTimeSkipping({});
  }

  private get service() {
    const { testService } = this.environment.connection;
    if (!testService) throw new Error('A time-skipping server has a clock to move');
    return testService;
  }
}

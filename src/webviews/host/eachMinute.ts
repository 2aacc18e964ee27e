import type { Clock } from '../../core/ports/clock.ts';
import type { Disposable } from '../../core/ports/disposable.ts';

const minuteMs = 60_000;

/** Does work at each full minute, the turn of each month of UTC among them, until it is disposed. */
export function eachMinute(clock: Clock, work: () => void): Disposable {
  let timer: ReturnType<typeof setTimeout>;
  const wait = (): void => {
    timer = setTimeout(
      () => {
        // Timers can be early by a moment: then the minute is not full yet, and little is left to wait for.
        wait();
        work();
      },
      minuteMs - (clock.nowMs() % minuteMs),
    );
  };
  wait();
  return {
    dispose: () => {
      clearTimeout(timer);
    },
  };
}

import type { Duel, Side } from './measure/duel.js';
import type { StartUp } from './measure/start-up.js';
import type { Figure } from './measure/table.js';

/** A ratio of throughputs, and how both sides came to it. */
export function ratioFigure(what: string, { ratio, ours, theirs }: Duel, atLeast: number): Figure {
  return {
    what,
    value: ratio.toFixed(2),
    target: `>= ${atLeast.toFixed(2)}`,
    met: ratio >= atLeast,
    detail: `${sideOf(ours)} against ${sideOf(theirs)}`,
  };
}

/** CPU of the server's process for one request. */
export function cpuFigure(what: string, ms: number, atMost: number): Figure {
  return {
    what,
    value: `${ms.toFixed(2)} ms`,
    target: `<= ${atMost} ms`,
    met: ms <= atMost,
    detail: 'user and system',
  };
}

export function startUpFigures({ cold, warm, build }: StartUp): Figure[] {
  const withBuild = (start: number) => `${(start + build).toFixed(1)} s with the build before it`;
  return [
    { what: 'first start, demo data', ...seconds(cold, 10), detail: withBuild(cold) },
    { what: 'later start', ...seconds(warm, 3), detail: withBuild(warm) },
  ];
}

function seconds(value: number, atMost: number): Pick<Figure, 'value' | 'target' | 'met'> {
  return { value: `${value.toFixed(1)} s`, target: `<= ${atMost} s`, met: value <= atMost };
}

function sideOf({ perSecond, p50, p99 }: Side): string {
  return `${perSecond.toFixed(0)}/s (p50 ${p50.toFixed(1)}, p99 ${p99.toFixed(1)} ms)`;
}

import { area } from './area.fixture.ts';
import { inCall, traps } from './in-call.fixture.ts';
import { proved, refuted, rejected, vacuous } from './statement.fixture.ts';

/** A property that expects traps has each of them, in its own states, and no more obligation. */
export const trappingStatements = [
  proved('255 + 1 traps, and nothing else', (p) => {
    const x = p.any.u8('x');
    const done = p.trapping(() => inCall(p, () => x.addOrTrap(1)));
    return x.eq(255).iff(done.trapped !== null);
  }),
  refuted('254 + 1 traps, and nothing below', (p) => {
    const x = p.any.u8('x');
    const done = p.trapping(() => inCall(p, () => x.addOrTrap(1)));
    return x.ge(254).iff(done.trapped !== null);
  }),
  proved('up to 254 + 1 nothing traps', (p) => {
    const x = p.any.u8('x', { max: 254 });
    return p.trapping(() => inCall(p, () => x.addOrTrap(1))).trapped === null;
  }),
  refuted('up to 255 + 1 nothing traps', (p) => {
    const x = p.any.u8('x');
    return p.trapping(() => inCall(p, () => x.addOrTrap(1))).trapped === null;
  }),
  proved('where nothing traps there is the value', (p) => {
    const x = p.any.u8('x');
    const done = p.trapping(() => inCall(p, () => x.subOrTrap(5)));
    return done.trapped === null ? done.value.add(5).eq(x) : x.le(4);
  }),
  refuted('where nothing traps there is the value less 1', (p) => {
    const x = p.any.u8('x');
    const done = p.trapping(() => inCall(p, () => x.subOrTrap(5)));
    return done.trapped === null ? done.value.add(6).eq(x) : x.le(4);
  }),
  refuted('where it traps, x is below 4', (p) => {
    const x = p.any.u8('x');
    const done = p.trapping(() => inCall(p, () => x.subOrTrap(5)));
    return done.trapped === null || x.lt(4);
  }),
  proved('a trap is of its kind: 0 is a divisor', (p) => {
    const x = p.any.u8('x');
    const { trapped } = p.trapping(() => inCall(p, () => x.rem(x)));
    return trapped === null ? x.ne(0) : trapped === 'division by zero' && x.eq(0);
  }),
  refuted('a trap is of another kind', (p) => {
    const x = p.any.u8('x');
    const { trapped } = p.trapping(() => inCall(p, () => x.rem(x)));
    return trapped === null || trapped === 'overflow';
  }),
  proved('of two traps, the first ends the work', (p) => {
    const x = p.any.u8('x');
    const { trapped } = p.trapping(() =>
      inCall(p, () => {
        p.domain.trapIf('panic', x.ge(6));
        p.domain.trapIf('host pointer', x.ge(5));
      }),
    );
    return trapped === 'panic' ? x.ge(6) : trapped === 'host pointer' ? x.eq(5) : x.lt(5);
  }),
  refuted('of two traps, the second ends the work where both could', (p) => {
    const x = p.any.u8('x');
    const { trapped } = p.trapping(() =>
      inCall(p, () => {
        p.domain.trapIf('panic', x.ge(6));
        p.domain.trapIf('host pointer', x.ge(5));
      }),
    );
    return trapped === 'host pointer' ? x.ge(6) : true;
  }),
  proved('what is written before the trap stays written', (p) => {
    const { m, a } = area(p, 1);
    p.trapping(() =>
      inCall(p, () => {
        m.write(a, [p.domain.u8(7)]);
        p.domain.trapIf('panic', true);
      }),
    );
    return m.peek(a).eq(7);
  }),
  refuted('what is written after the trap is written', (p) => {
    const { m, a } = area(p, 1);
    p.trapping(() =>
      inCall(p, () => {
        p.domain.trapIf('panic', true);
        m.write(a, [p.domain.u8(7)]);
      }),
    );
    return m.peek(a).eq(7);
  }),
  proved('a later call has its obligation, and keeps it', (p) => {
    const [x, y] = [p.any.u8('x'), p.any.u8('y', { max: 254 })];
    p.trapping(() => inCall(p, () => x.addOrTrap(1)));
    return inCall(p, () => y.addOrTrap(1)).ne(0);
  }),
  refuted(
    'a later call has its obligation, and breaks it',
    (p) => {
      const [x, y] = [p.any.u8('x'), p.any.u8('y')];
      p.trapping(() => inCall(p, () => x.addOrTrap(1)));
      return inCall(p, () => y.addOrTrap(1)).ne(0);
    },
    { breaks: [traps('overflow')] },
  ),
  vacuous('work is done, and nothing is claimed of it', (p) => {
    const x = p.any.u8('x');
    p.trapping(() => inCall(p, () => x.addOrTrap(1)));
  }),
  rejected('a trap outside a call is expected', (p) => {
    const x = p.any.u8('x');
    return p.trapping(() => x.addOrTrap(1)).trapped === null || x.eq(255);
  }),
];

import { createHash } from 'node:crypto';

export type Pair = { access: string; refresh: string };

const dayMs = 86_400_000;
const accessMs = 90_000_000;
const refreshMs = 90 * dayMs;
const codeMs = 600_000;

/** The grant of one account: one living access token, one refresh token that works once. */
export const createTokens = (now: () => Date) => {
  let count = 0;
  let current: Pair & { accessEnds: number; refreshEnds: number };
  const dead = new Set<string>();
  const codes = new Map<string, { challenge: string; ends: number }>();

  const rotate = (): Pair => {
    count += 1;
    const at = now().getTime();
    const old = current as typeof current | undefined;
    if (old) dead.add(old.access);
    current = {
      access: `access-${count}-kPq_0Zr7=s/w`,
      refresh: `refresh-${count}-Xv9-Lm_2=t/u`,
      accessEnds: at + accessMs,
      refreshEnds: at + refreshMs,
    };
    return { access: current.access, refresh: current.refresh };
  };
  rotate();

  return {
    current: (): Pair => ({ access: current.access, refresh: current.refresh }),
    /** A refresh by somebody else: the old access token dies at once. */
    rotate,
    stateOf(access: string | undefined): 'good' | 'dead' | 'unknown' {
      if (access === undefined) return 'unknown';
      if (dead.has(access)) return 'dead';
      if (access !== current.access) return 'unknown';
      return now().getTime() < current.accessEnds ? 'good' : 'dead';
    },
    refresh: (token: string | undefined): Pair | undefined =>
      token === current.refresh && now().getTime() < current.refreshEnds ? rotate() : undefined,
    /** An administrator has agreed to a link with this challenge. */
    issueCode(challenge: string): string {
      count += 1;
      const code = `code-${count}-Hs3_=k`;
      codes.set(code, { challenge, ends: now().getTime() + codeMs });
      return code;
    },
    redeem(code: string, verifier: string): Pair | undefined {
      const known = codes.get(code);
      codes.delete(code);
      if (!known || now().getTime() >= known.ends) return undefined;
      const challenge = createHash('sha256').update(verifier).digest('base64url');
      return challenge === known.challenge ? rotate() : undefined;
    },
  };
};

export type Tokens = ReturnType<typeof createTokens>;

import { describe, expect, test } from '@jest/globals';
import { createLog, mask } from '../../src/app/log.ts';

const token = '123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw';

describe('the mask', () => {
  test.each<[string, string]>([
    // a token in a path, in a text, at an end
    [`https://api.telegram.org/bot${token}/sendMessage`, token],
    [`404: ${token}`, token],
    // secrets in the query of an address
    ['https://oauth.zaloapp.com/v4/oa?access_token=abc.def-1&x=1', 'abc.def-1'],
    ['refresh_token=geheim', 'geheim'],
    ['oa_secret=geheim', 'geheim'],
    ['code=geheim&state=1', 'geheim'],
    ['code_verifier=geheim', 'geheim'],
    ['Password=geheim', 'geheim'],
    ['token=geheim', 'geheim'],
    // and in a header or a body
    ['authorization: Bearer abc.def_ghi-1', 'abc.def_ghi-1'],
    ['{"access_token":"geheim"}', 'geheim'],
    ['{"refresh_token": "geheim"}', 'geheim'],
    // who may enter
    ['mongodb://bot:p%40ss@db.local/bot', 'p%40ss'],
    ['mongodb+srv://bot:pass@db.local/bot', 'pass'],
    ['mongodb://bot:p@ss@db.local/bot', 'ss@'],
    ['smtps://mail:pass@smtp.local', 'pass'],
    ['https://user:pass@proxy.local/x', 'pass'],
  ])('hides the secret of %s', (words, secret) => {
    expect(mask(words)).not.toContain(secret);
  });

  test.each([
    '0912345678',
    '0912 345 678',
    '0912.345.678',
    '0912-345-678',
    '+84912345678',
    '+84 912 345 678',
    '84912345678',
    '0084912345678',
    '(+84) 912 345 678',
    '(0912) 345 678',
    '+84 (0) 912 345 678',
    '+84-912-345-678',
    '02973123456',
    '0297 3 123 456',
    '(0297) 3123456',
    'tel:0912345678',
  ])('hides the phone number %s', (phone) => {
    const masked = mask(`gọi ${phone}, cảm ơn`);
    expect(masked.replace(/\D/g, '')).toBe('');
    expect(masked).toContain('cảm ơn');
  });

  test.each([
    '2026-09-14T08:00:00.000Z',
    'E11000 duplicate key { _id: "web:42" }',
    'took 1234 ms of 60000',
    'plan of 2027, 15/10/2026',
    'https://api.telegram.org/botX/getMe?offset=12345678',
    'at work (src/app/worker.ts:101:20)',
    'mongodb://127.0.0.1:27017/bot',
    '1790000000000',
    '507f1f77bcf86cd799439011',
  ])('leaves %s as it is', (words) => {
    expect(mask(words)).toBe(words);
  });
});

describe('the log', () => {
  const lines = (): { said: string[]; log: ReturnType<typeof createLog> } => {
    const said: string[] = [];
    return { said, log: createLog('info', { write: (line) => void said.push(line) }) };
  };

  test('masks an error, its stack and its causes, and keeps its code', () => {
    const { said, log } = lines();
    const cause = Object.assign(new Error(`GET /bot${token}/getMe`), { code: 'ECONNRESET' });
    log.error({ err: new Error('gọi 0912 345 678', { cause }) }, 'turn: fault');
    const [line = ''] = said;
    expect(line).not.toContain(token);
    expect(line).not.toContain('0912');
    expect(JSON.parse(line)).toMatchObject({
      level: 'error',
      msg: 'turn: fault',
      err: {
        message: 'gọi [phone]',
        cause: { code: 'ECONNRESET', message: 'GET /bot[token]/getMe' },
      },
    });
  });

  test('masks what was thrown without being an error', () => {
    const { said, log } = lines();
    log.error({ err: 'password=geheim' }, 'odd');
    expect(said.join('')).not.toContain('geheim');
  });

  test('ends with an error that causes itself', () => {
    const { said, log } = lines();
    const error = new Error('round');
    error.cause = error;
    log.error({ err: error }, 'round');
    expect(said).toHaveLength(1);
  });

  test('hides the fields in which people and secrets would stand', () => {
    const { said, log } = lines();
    log.info({ text: 'riêng tư', name: 'An Mẫu', phone: '1', token: 'abc', row: 'web:1' }, 'x');
    log.info({ event: { text: 'riêng tư', headers: { authorization: 'abc' } } }, 'x');
    expect(said.join('')).not.toMatch(/riêng tư|An Mẫu|abc/);
    expect(said[0]).toContain('web:1');
  });

  test('says nothing below its level', () => {
    const { said, log } = lines();
    log.debug('quiet');
    expect(said).toEqual([]);
  });
});

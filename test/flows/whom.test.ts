import { expect, test } from '@jest/globals';
import { whom } from '../../flows/talking/whom.ts';

test('the human to ask has a name and a number, or is whoever is above until the office says who', () => {
  const contact = { name: 'Lê Thị Hỗ Trợ Mẫu', phone: '0297 000 0000' };
  expect(whom(contact)).toEqual({ key: 'nav.contact', params: contact });
  expect(whom({ name: '', phone: '' })).toEqual({ key: 'nav.somebody_above' });
});

/** Which sentences the program names, read from its source: whole keys, and templates as patterns. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

export type UsedKeys = { keys: ReadonlySet<string>; patterns: readonly RegExp[] };

const root = join(import.meta.dirname, '../..');

const sourcesOf = (folder: string): string[] =>
  readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((file) => file.isFile() && file.name.endsWith('.ts'))
    .map((file) => join(file.parentPath, file.name));

/** A command, a query or an audit action may look like a key: as `type`, as the name of a field, in a case. */
const isNoSentence = (node: ts.Node): boolean => {
  const { parent } = node;
  return (
    ts.isLiteralTypeNode(parent) ||
    ts.isCaseClause(parent) ||
    ts.isBinaryExpression(parent) ||
    ts.isImportDeclaration(parent) ||
    ts.isExportDeclaration(parent) ||
    (ts.isPropertyAssignment(parent) && (parent.name === node || parent.name.getText() === 'type'))
  );
};

const escape = (words: string) => words.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&');

const patternOf = (node: ts.TemplateExpression): string =>
  escape(node.head.text) +
  node.templateSpans.map(({ literal }) => `[a-z0-9_]+${escape(literal.text)}`).join('');

export const usedKeys = (namespaces: readonly string[]): UsedKeys => {
  const keys = new Set<string>();
  const patterns = new Map<string, RegExp>();
  const isKey = (words: string) =>
    /^[a-z_]+(?:\.[a-z0-9_]+)+$/u.test(words) && namespaces.includes(words.split('.')[0] ?? '');
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteral(node) && isKey(node.text) && !isNoSentence(node)) keys.add(node.text);
    if (ts.isTemplateExpression(node)) {
      const namespace = /^([a-z_]+)\./u.exec(node.head.text)?.[1];
      const pattern = patternOf(node);
      if (namespace !== undefined && namespaces.includes(namespace)) {
        patterns.set(pattern, new RegExp(`^${pattern}$`, 'u'));
      }
    }
    ts.forEachChild(node, visit);
  };
  for (const folder of [
    'flows',
    'jobs',
    'src/dialog',
    'src/channels',
    'src/documents',
    'src/app',
  ]) {
    for (const path of sourcesOf(folder)) {
      const text = readFileSync(path, 'utf8');
      visit(ts.createSourceFile(path, text, ts.ScriptTarget.ES2023, true));
    }
  }
  return { keys, patterns: [...patterns.values()] };
};

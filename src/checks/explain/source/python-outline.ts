import { execFile } from 'node:child_process'
import { neededPython } from '../../../process/python.ts'
import type { Outline } from './outline.ts'

/** Reads the program from its standard input with Python's own `ast`, and writes the outline as JSON. */
const script = `
import ast, json, sys
source = sys.stdin.buffer.read().decode('utf-8-sig')
lines = source.splitlines(keepends=True)
out = {k: [] for k in ('calls', 'strings', 'functions', 'assignments', 'loops', 'imports', 'classes', 'names')}
def column(line, offset):
    text = lines[line - 1] if line <= len(lines) else ''
    return len(text.encode('utf-8')[:offset].decode('utf-8', 'ignore').encode('utf-16-le')) // 2 + 1
def span(node):
    return dict(line=node.lineno, column=column(node.lineno, node.col_offset),
                endLine=node.end_lineno, endColumn=column(node.end_lineno, node.end_col_offset))
def text(node):
    return '' if node is None else (ast.get_source_segment(source, node) or '')
def part(node, around):
    return dict(span(node), text=text(node), functions=around['functions'], className=around['className'],
                loops=around['loops'], isGuarded=around['isGuarded'])
def add(kind, item):
    out[kind].append({k: v for k, v in item.items() if v is not None})
def argument(node):
    kind, value = 'other', None
    if isinstance(node, ast.Constant):
        if isinstance(node.value, (str, bytes)):
            kind = 'string'
            value = node.value if isinstance(node.value, str) else node.value.decode('latin-1')
        elif isinstance(node.value, int) and not isinstance(node.value, bool):
            kind, value = 'number', str(node.value)
    elif isinstance(node, ast.JoinedStr): kind, value = 'string', formatted(node)
    elif isinstance(node, (ast.Name, ast.Attribute)): kind = 'name'
    elif isinstance(node, ast.Call): kind = 'call'
    elif isinstance(node, ast.Lambda): kind = 'function'
    return dict({k: v for k, v in dict(kind=kind, value=value).items() if v is not None}, **span(node), text=text(node))
def formatted(node):
    return ''.join(v.value if isinstance(v, ast.Constant) else '{}' for v in node.values)
def targets(node):
    if isinstance(node, (ast.Tuple, ast.List)): return [t for e in node.elts for t in targets(e)]
    return [text(node)]
def walk(node, around):
    below = dict(around, isAlone=False)
    def visit(child, **more):
        if child is not None: walk(child, dict(below, **more))
    def all_of(**more):
        for child in ast.iter_child_nodes(node): visit(child, **more)
    if isinstance(node, ast.Expr):
        visit(node.value, isAlone=True)
    elif isinstance(node, ast.Call):
        args = [argument(a) for a in node.args]
        args += [dict(argument(k.value), text=(k.arg or '**') + '=' + text(k.value)) for k in node.keywords]
        add('calls', dict(part(node, around), name=''.join(text(node.func).split()), args=args, isAwaited=False,
                          isNew=False, isAlone=around['isAlone']))
        all_of()
    elif isinstance(node, ast.Constant):
        if isinstance(node.value, str): add('strings', dict(part(node, around), value=node.value, form='plain'))
        elif isinstance(node.value, bytes):
            add('strings', dict(part(node, around), value=node.value.decode('latin-1'), form='bytes'))
    elif isinstance(node, ast.JoinedStr):
        add('strings', dict(part(node, around), value=formatted(node), form='formatted'))
        for value in node.values:
            if not isinstance(value, ast.Constant): visit(value)
    elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)):
        name = getattr(node, 'name', '')
        out['names'].append(name)
        parameters = [a.arg for a in node.args.args]
        out['names'] += parameters
        add('functions', dict(part(node, around), name=name, parameters=parameters,
                              isAsync=isinstance(node, ast.AsyncFunctionDef)))
        all_of(functions=around['functions'] + [name], loops=0, isGuarded=False)
    elif isinstance(node, ast.ClassDef):
        out['names'].append(node.name)
        add('classes', dict(part(node, around), name=node.name, base=', '.join(text(b) for b in node.bases)))
        for child in node.body: visit(child, className=node.name)
    elif isinstance(node, (ast.Assign, ast.AnnAssign)):
        for target in node.targets if isinstance(node, ast.Assign) else [node.target]:
            for name in targets(target):
                out['names'].append(name)
                add('assignments', dict(part(node, around), target=name, value=text(node.value), isAdded=False))
        visit(node.value)
    elif isinstance(node, ast.AugAssign):
        add('assignments', dict(part(node, around), target=text(node.target), value=text(node.value), isAdded=True))
        visit(node.value)
    elif isinstance(node, (ast.While, ast.For)):
        add('loops', dict(part(node, around), test=text(node.test) if isinstance(node, ast.While) else ''))
        if isinstance(node, ast.For): out['names'] += targets(node.target)
        all_of(loops=around['loops'] + 1)
    elif isinstance(node, ast.With):
        for item in node.items:
            visit(item.context_expr)
            if item.optional_vars is not None:
                for name in targets(item.optional_vars):
                    out['names'].append(name)
                    add('assignments', dict(part(item.context_expr, around), target=name, value=text(item.context_expr), isAdded=False))
        for child in node.body: visit(child)
    elif isinstance(node, (ast.Import, ast.ImportFrom)):
        names = [(a.asname or a.name).split('.')[0] for a in node.names]
        out['names'] += names
        module = node.module if isinstance(node, ast.ImportFrom) else node.names[0].name
        add('imports', dict(part(node, around), module=module or '', names=names))
    elif isinstance(node, ast.Try):
        for child in node.body: visit(child, isGuarded=bool(node.handlers))
        for child in node.handlers + node.orelse + node.finalbody: visit(child)
    else:
        all_of()
walk(ast.parse(source), dict(functions=[], className=None, loops=0, isGuarded=False, isAlone=False))
out['names'] = sorted(set(n for n in out['names'] if n))
sys.stdout.buffer.write(json.dumps(out).encode('utf-8'))
`

/** Milliseconds that Python has to read a program. */
const limitMs = 10_000

/** What stands in a Python program; undefined where Python can't read it, or takes too long. */
export async function outlineOfPython(source: string): Promise<Outline | undefined> {
  const { file } = await neededPython()
  return new Promise((resolve) => {
    const options = { timeout: limitMs, windowsHide: true, maxBuffer: 50_000_000 }
    const child = execFile(file, ['-I', '-c', script], options, (error, stdout) => {
      if (error !== null) return resolve(undefined)
      try {
        // Written by the script above, and by nobody else.
        const outline: Outline = JSON.parse(stdout)
        resolve(outline)
      } catch {
        resolve(undefined)
      }
    })
    child.stdin?.on('error', () => {})
    child.stdin?.end(source)
  })
}

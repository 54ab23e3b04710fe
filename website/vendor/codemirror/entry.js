// An editor for a cell of Python: what `make editor` joins into codemirror.js.

import { closeBrackets, closeBracketsKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab, temporarilySetTabFocusMode } from "@codemirror/commands";
import { python } from "@codemirror/lang-python";
import { bracketMatching, indentOnInput, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { EditorState, Prec } from "@codemirror/state";
import { EditorView, highlightSpecialChars, keymap } from "@codemirror/view";
import { classHighlighter } from "@lezer/highlight";

/** Show `text` in `box`; run() is called by Shift+Enter. Returns {text(), setText(text), focus()}. */
export function createEditor(box, text, label, run) {
  const act = () => {
    run();
    return true;
  };
  const view = new EditorView({
    parent: box,
    doc: text,
    extensions: [
      Prec.highest(keymap.of([{ key: "Shift-Enter", run: act }, { key: "Ctrl-Enter", run: act }, { key: "Escape", run: temporarilySetTabFocusMode }])),
      highlightSpecialChars(),
      history(),
      indentOnInput(),
      indentUnit.of("    "),
      EditorState.tabSize.of(4),
      bracketMatching(),
      closeBrackets(),
      python(),
      syntaxHighlighting(classHighlighter),
      keymap.of([...closeBracketsKeymap, indentWithTab, ...defaultKeymap, ...historyKeymap]),
      EditorView.contentAttributes.of({ "aria-label": label }),
      EditorView.lineWrapping,
    ],
  });
  return {
    text: () => view.state.doc.toString(),
    setText: (next) => view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: next } }),
    focus: () => view.focus(),
  };
}

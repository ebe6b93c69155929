//! Text that is not JSON, or JSON that is no document.

pub(super) const TABLE: &str = r##"
empty.json 2
  :1:1: the file is empty: expected an object
  help: the file is one object, `{ … }`; was it saved?
blank.json 2
  :1:1: the file is empty: expected an object
  help: the file is one object, `{ … }`; was it saved?
not-utf8.json 2
  :3:17: byte 0xe9 is not valid UTF-8
  help: save the file as UTF-8
utf16.json 2
  :1:1: byte 0xff is not valid UTF-8
  help: save the file as UTF-8
byte-order-mark.json 2
  :1:1: missing `title`: expected a title
  :3:3: titel: unknown key `titel`
  help: did you mean `title`?
cut-short.json 2
  :10:29: the file ends too early: the object opened on line 9 is not closed
  help: missing at the end: `}}}`
cut-short-in-text.json 2
  :11:18: the file ends too early: this text is not closed
  help: missing at the end: `"}}}`
cut-short-after-comma.json 2
  :2:26: the file ends too early: the object opened on line 1 is not closed
  help: missing at the end: what follows the comma, then `}`
trailing-comma.json 2
  :12:61: expected another value after `,`
  help: remove the comma before the closing bracket
missing-comma.json 2
  :3:24: expected `,` before the next value
  help: add a comma here
missing-colon.json 2
  :3:11: expected `:` after the key
comment-line.json 2
  :3:3: comments are not part of JSON
  help: remove the comment
comment-block.json 2
  :5:71: comments are not part of JSON
  help: remove the comment
not-a-number.json 2
  :5:71: expected a value, found `NaN`
  help: the only bare words are `true`, `false` and `null`
infinity.json 2
  :5:71: expected a finite number
bare-word.json 2
  :3:12: expected a value, found `Two`
  help: the only bare words are `true`, `false` and `null`
single-quotes.json 2
  :3:12: expected double quotes around text
  help: write `"` for `'`
bare-key.json 2
  :3:3: expected a key in double quotes
  help: put double quotes around the key
leading-zero.json 2
  :5:72: a number cannot start with a zero and more digits
  help: remove the leading zeros
leading-point.json 2
  :5:71: expected digits on both sides of the decimal point
  help: write `0.5` for `.5`, and `1.0` for `1.`
leading-plus.json 2
  :5:71: a number cannot start with `+`
  help: remove the `+`
decimal-comma.json 2
  :5:73: expected a key in double quotes
  help: if this is one number, write a decimal point: `0.5` for `0,5`
hexadecimal.json 2
  :5:71: hexadecimal numbers are not part of JSON
  help: write the number in decimal digits
line-break-in-text.json 2
  :3:12: text is not closed on its line
  help: add the closing `"`, or write a line break within text as `\n`
control-character.json 2
  :3:16: control character U+001B within text
  help: write it as an escape: `\t` for a tab, `\u001b` for others
bad-escape.json 2
  :3:17: unknown escape within text
  help: a backslash itself is written `\\`; the escapes are `\"`, `\\`, `\/`, `\b`, `\f`, `\n`, `\r`, `\t` and `\u0000`
half-character.json 2
  :3:17: this escape is only one half of a character
  help: write the character itself, or both halves: `\ud83d\ude00`
curly-quotes.json 2
  :3:12: expected a value, found `“`
  help: text stands in straight double quotes, `"`
no-break-space.json 2
  :3:11: unexpected blank U+00A0 outside text
  help: use an ordinary space
two-values.json 2
  :16:1: expected the end of the file: its one value is complete
  help: remove what follows, or the closing bracket that came too early
bracket-too-many.json 2
  :16:1: expected the end of the file: its one value is complete
  help: remove what follows, or the closing bracket that came too early
wrong-bracket.json 2
  :5:39: expected `,` or `]`, found `}`
  help: what begins with `[` ends with `]`
too-deep.json 2
  :3:75: nested more than 64 levels deep
overflow.json 2
  :5:71: states.north.capacity: the number 1e999 is too large to hold: expected less than 1.8e308 in size
  :6:50: states.south.leverage: the number -1e999 is too large to hold: expected less than 1.8e308 in size
duplicate-keys.json 2
  :4:3: title: duplicate key `title`: first given on line 3
  help: keep one of the two
  :6:50: states.north.capacity: duplicate key `capacity`: first given on line 6
  help: keep one of the two
  :8:5: states.south: duplicate key `south`: first given on line 7
  help: keep one of the two
  :14:75: negotiations.north-south.issues.readmission.value.partner.value: duplicate key `value`: first given on line 14
  help: keep one of the two
root-list.json 2
  :1:1: expected an object, found a list
root-text.json 2
  :1:1: expected an object, found "demarche/1"
root-null.json 2
  :1:1: expected an object, found null
not-json.yaml 2
  :1:1: expected an object, `{ … }`, found `format`
  help: the only bare words are `true`, `false` and `null`
"##;

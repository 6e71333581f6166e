/**
 * A program of POSIX awk that writes JSON as lines: pointer, pointer with `*` for each index, and value, with tabs
 * between them. Strings come in the one way in which JSON.stringify writes them. It holds no single quote, so that a
 * script of the shell can hold it.
 */
export const jsonLines = String.raw`
function hex(digits,    i, n) {
  for (i = 1; i <= 4; i++) n = n * 16 + index("0123456789abcdef", tolower(substr(digits, i, 1))) - 1
  return n
}
function letter(n) {
  if (n == 34) return "\\\""
  if (n == 92) return "\\\\"
  if (n == 8) return "\\b"
  if (n == 9) return "\\t"
  if (n == 10) return "\\n"
  if (n == 12) return "\\f"
  if (n == 13) return "\\r"
  if (n < 32 || (n >= 55296 && n < 57344)) return sprintf("\\u%04x", n)
  if (n < 128) return sprintf("%c", n)
  if (n < 2048) return sprintf("%c%c", 192 + int(n / 64), 128 + n % 64)
  if (n < 65536) return sprintf("%c%c%c", 224 + int(n / 4096), 128 + int(n / 64) % 64, 128 + n % 64)
  return sprintf("%c%c%c%c", 240 + int(n / 262144), 128 + int(n / 4096) % 64, 128 + int(n / 64) % 64, 128 + n % 64)
}
function plain(s,    out, k, c, n, low) {
  out = ""
  while ((k = index(s, "\\")) > 0) {
    out = out substr(s, 1, k - 1)
    c = substr(s, k + 1, 1)
    if (c == "u") {
      n = hex(substr(s, k + 2, 4))
      s = substr(s, k + 6)
      if (n >= 55296 && n < 56320 && substr(s, 1, 2) == "\\u") {
        low = hex(substr(s, 3, 4))
        if (low >= 56320 && low < 57344) {
          n = 65536 + (n - 55296) * 1024 + low - 56320
          s = substr(s, 7)
        }
      }
      out = out letter(n)
    } else {
      s = substr(s, k + 2)
      out = out (c == "/" ? "/" : "\\" c)
    }
  }
  return out s
}
function skip() { if (match(text, /^[ \t\r\n]+/)) text = substr(text, RLENGTH + 1) }
function string(    s) {
  if (!match(text, /^"([^"\\]|\\.)*"/)) { bad = 1; return "" }
  s = substr(text, 2, RLENGTH - 2)
  text = substr(text, RLENGTH + 1)
  return plain(s)
}
function name(    s) {
  s = string()
  gsub(/~/, "~0", s)
  gsub(/\//, "~1", s)
  return s
}
function parts(one, every, end,    i, s, c) {
  text = substr(text, 2)
  skip()
  if (substr(text, 1, 1) == end) { text = substr(text, 2); return }
  for (i = 0; !bad; i++) {
    skip()
    if (end == "}") {
      s = name()
      skip()
      if (substr(text, 1, 1) != ":") { bad = 1; return }
      text = substr(text, 2)
      value(one "/" s, every "/" s)
    } else value(one "/" i, every "/*")
    skip()
    c = substr(text, 1, 1)
    text = substr(text, 2)
    if (c == end) return
    if (c != ",") bad = 1
  }
}
function value(one, every,    c) {
  skip()
  c = substr(text, 1, 1)
  if (c == "{" || c == "[") {
    print one "\t" every "\t" c
    parts(one, every, c == "{" ? "}" : "]")
  } else if (c == "\"") print one "\t" every "\t\"" string() "\""
  else if (match(text, /^[-+.0-9A-Za-z]+/)) {
    print one "\t" every "\t" substr(text, 1, RLENGTH)
    text = substr(text, RLENGTH + 1)
  } else bad = 1
}
{ text = text $0 "\n" }
END { sub(/^[^\[{"]*/, "", text); value("", "") }
`.trim();

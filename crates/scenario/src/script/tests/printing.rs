//! The canonical layout, by example; that it reads back is a property, checked in `properties`.

use expect_test::{Expect, expect};

use super::parse;

fn check(source: &str, expected: Expect) {
    expected.assert_eq(&parse(source).expect("a good script").to_string());
}

#[test]
fn layout_is_normalised_and_comments_are_kept() {
    check(
        "language 1\n#about  this \n\n  a=malloc(16)*2#two\nrepeat   3 as i # thrice\n   x[ i ]  =  malloc   0x10\n# inside\ntask 2 : free  x[i]+8\nend#over\ntouch a 1KiB ..\n#\nmark \"say \\\"hi\\\" \\u{7}\"",
        expect![[r#"
            language 1
            # about  this

            a = malloc 16 * 2  # two
            repeat 3 as i  # thrice
              x[i] = malloc 0x10
              # inside
              task 2: free x[i] + 8
            end  # over
            touch a 1KiB..
            #
            mark "say \"hi\" \u{7}"
        "#]],
    );
}

#[test]
fn parentheses_are_set_where_they_are_needed() {
    check(
        "n = ((1 + 2)) * 3\nn = (1 * 2) + 3\nn = 1 - (2 - 3)\nn = -(1 + 2)\nn = --1\na = calloc (1 + 2) * (3)\nfree (n)\nfree (n + 1)\nfree random(1 to 2)\nfree a + (1 + 2) - 3 * 4\na = realloc a (-1 + 9)\na = realloc a -1 9\ntouch a (n)..n\na = realloc (8) pick(1, 2)",
        expect![[r#"
            n = (1 + 2) * 3
            n = 1 * 2 + 3
            n = 1 - (2 - 3)
            n = -(1 + 2)
            n = --1
            a = calloc (1 + 2) * 3
            free (n)
            free (n + 1)
            free (random(1 to 2))
            free a + (1 + 2) - 3 * 4
            a = realloc a (-1 + 9)
            a = realloc a - 1 9
            touch a n..n
            a = realloc 8 pick(1, 2)
        "#]],
    );
}

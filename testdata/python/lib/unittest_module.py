"""unittest, unittest.mock, doctest."""
import doctest
import io
import time
import unittest

from table import effects

effects(globals(), r"""
class T(unittest.TestCase):
    def setUp(self): self.x = 1
    def test_ok(self): self.assertEqual(self.x, 1); self.assertIn(1, [1]); self.assertRaises(ValueError, int, "x")
    def test_fail(self): self.assertEqual([1, 2], [1, 3])
    def test_error(self): 1 / 0
    @unittest.skip("why")
    def test_skip(self): pass
    @unittest.expectedFailure
    def test_expected(self): self.fail()
    def test_sub(self):
        for i in range(2):
            with self.subTest(i=i): self.assertTrue(True)
    def test_raises(self):
        with self.assertRaisesRegex(ValueError, "inv.*"): int("x")
        with self.assertRaises(KeyError) as cm: {}["k"]
        self.assertEqual(cm.exception.args, ("k",))
r = unittest.TextTestRunner(stream=io.StringIO(), verbosity=2).run(unittest.defaultTestLoader.loadTestsFromTestCase(T)); print(r.testsRun, len(r.failures), len(r.errors), len(r.skipped), len(r.expectedFailures), r.wasSuccessful()); print(r.failures[0][1].splitlines()[-6:])

from unittest import mock
m = mock.Mock(return_value=5); print(m(1, a=2), m.called, m.call_args, m.x.y.z() is not None, m.mock_calls); m.assert_called_once_with(1, a=2); m.side_effect = [1, 2]; print(m(), m())
with mock.patch("time.sleep") as s: time.sleep(1000); print(s.call_count)

m.assert_called_with(9)

def documented():
    '''
    >>> 1 + 1
    2
    >>> 1 / 0
    Traceback (most recent call last):
    ZeroDivisionError: division by zero
    '''
print(doctest.run_docstring_examples(documented, {}), [e.source for e in doctest.DocTestParser().get_examples(documented.__doc__)])
""")

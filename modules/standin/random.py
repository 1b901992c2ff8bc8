"""Numbers of a normal distribution come in pairs; who draws from a worker's own generator keeps no second one."""


def _amend():
    global gauss
    from _random import _free

    def gauss(self, mu=0.0, sigma=1.0):
        """Normal distribution with mean mu and standard deviation sigma; quicker than normalvariate()."""
        z = None if _free(self) else self.gauss_next
        if z is None:
            angle = self.random() * TWOPI
            radius = _sqrt(-2.0 * _log(1.0 - self.random()))
            z = _cos(angle) * radius
            if not _free(self):
                self.gauss_next = _sin(angle) * radius
        else:
            self.gauss_next = None
        return mu + z * sigma

    gauss.__qualname__ = "Random.gauss"
    Random.gauss = gauss
    gauss = _inst.gauss


_amend()
del _amend

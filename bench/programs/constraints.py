"""An incremental solver of constraints with strengths, after the DeltaBlue algorithm.

Polymorphic method calls on small objects and lists, no arithmetic to speak of.
"""

import timed

REQUIRED, STRONG, PREFERRED, MEDIUM, WEAK, WEAKEST = range(6)  # from strong to weak

NONE, FORWARD, BACKWARD = range(3)  # in which direction a constraint with two ends works


class Variable:
    def __init__(self, value):
        self.value = value
        self.constraints = []
        self.determined_by = None
        self.strength = WEAKEST  # of the weakest constraint that would have to give way to change this
        self.stays = True
        self.mark = 0


class Constraint:
    """What all kinds share. A satisfied constraint determines the value of one variable, its output."""

    is_input = False

    def __init__(self, strength):
        self.strength = strength

    def add_to(self, planner):
        self.register()
        planner.add(self)

    def remove_from(self, planner):
        if self.satisfied():
            planner.remove(self)
        else:
            self.unregister()

    def satisfy(self, mark, planner):
        """Tries to satisfy this one. Returns the constraint that had to give way, if any."""
        self.choose(mark)
        if not self.satisfied():
            if self.strength == REQUIRED:
                raise ValueError("a required constraint cannot be satisfied")
            return None
        for variable in self.inputs():
            variable.mark = mark
        output = self.output()
        beaten = output.determined_by
        if beaten is not None:
            beaten.unsatisfy()
        output.determined_by = self
        if not planner.propagate(self, mark):
            raise ValueError("the constraints form a circle")
        output.mark = mark
        return beaten

    def known(self, mark):
        """Whether all inputs are known or do not change."""
        for variable in self.inputs():
            if not (variable.mark == mark or variable.stays or variable.determined_by is None):
                return False
        return True


class Unary(Constraint):
    def __init__(self, variable, strength):
        Constraint.__init__(self, strength)
        self.variable = variable
        self.active = False

    def register(self):
        self.variable.constraints.append(self)
        self.active = False

    def unregister(self):
        self.variable.constraints.remove(self)
        self.active = False

    def choose(self, mark):
        self.active = self.variable.mark != mark and self.strength < self.variable.strength

    def satisfied(self):
        return self.active

    def unsatisfy(self):
        self.active = False

    def inputs(self):
        return ()

    def output(self):
        return self.variable

    def recalculate(self):
        self.variable.strength = self.strength
        self.variable.stays = not self.is_input
        if self.variable.stays:
            self.execute()

    def execute(self):
        pass


class Stay(Unary):
    """The variable keeps its value."""


class Edit(Unary):
    """The variable is about to be changed from outside."""

    is_input = True


class Binary(Constraint):
    def __init__(self, first, second, strength):
        Constraint.__init__(self, strength)
        self.first = first
        self.second = second
        self.direction = NONE

    def ends(self):
        return self.first, self.second

    def register(self):
        for variable in self.ends():
            variable.constraints.append(self)
        self.direction = NONE

    def unregister(self):
        for variable in self.ends():
            variable.constraints.remove(self)
        self.direction = NONE

    def choose(self, mark):
        first, second = self.first, self.second
        forward = self.strength < second.strength
        backward = self.strength < first.strength
        if first.mark == mark:
            self.direction = FORWARD if second.mark != mark and forward else NONE
        elif second.mark == mark:
            self.direction = BACKWARD if backward else NONE
        elif first.strength > second.strength:
            self.direction = BACKWARD if backward else NONE
        else:
            self.direction = FORWARD if forward else NONE

    def satisfied(self):
        return self.direction != NONE

    def unsatisfy(self):
        self.direction = NONE

    def input(self):
        return self.first if self.direction == FORWARD else self.second

    def inputs(self):
        return self.input(),

    def output(self):
        return self.second if self.direction == FORWARD else self.first

    def recalculate(self):
        source, target = self.input(), self.output()
        target.strength = max(self.strength, source.strength)
        target.stays = source.stays
        if target.stays:
            self.execute()


class Equal(Binary):
    def execute(self):
        self.output().value = self.input().value


class Scale(Binary):
    """second = first * factor + offset, where factor and offset are variables that must be known."""

    def __init__(self, first, factor, offset, second, strength):
        Binary.__init__(self, first, second, strength)
        self.factor = factor
        self.offset = offset

    def ends(self):
        return self.first, self.second, self.factor, self.offset

    def inputs(self):
        return self.input(), self.factor, self.offset

    def execute(self):
        if self.direction == FORWARD:
            self.second.value = self.first.value * self.factor.value + self.offset.value
        else:
            self.first.value = (self.second.value - self.offset.value) // self.factor.value

    def recalculate(self):
        source, target = self.input(), self.output()
        target.strength = max(self.strength, source.strength)
        target.stays = source.stays and self.factor.stays and self.offset.stays
        if target.stays:
            self.execute()


class Planner:
    def __init__(self):
        self.mark = 0

    def new_mark(self):
        self.mark += 1
        return self.mark

    def add(self, constraint):
        mark = self.new_mark()
        while constraint is not None:
            constraint = constraint.satisfy(mark, self)

    def remove(self, constraint):
        output = constraint.output()
        constraint.unsatisfy()
        constraint.unregister()
        free = self.forget_below(output)
        for strength in range(REQUIRED, WEAKEST + 1):
            for other in free:
                if other.strength == strength:
                    self.add(other)

    def forget_below(self, output):
        """Forgets all values that depend on a variable. Returns the constraints that could be satisfied now."""
        output.determined_by = None
        output.strength = WEAKEST
        output.stays = True
        free = []
        todo = [output]
        while todo:
            variable = todo.pop()
            for constraint in variable.constraints:
                if not constraint.satisfied():
                    free.append(constraint)
            for constraint in self.users(variable):
                constraint.recalculate()
                todo.append(constraint.output())
        return free

    def users(self, variable):
        """The satisfied constraints that use a variable."""
        return [constraint for constraint in variable.constraints
                if constraint is not variable.determined_by and constraint.satisfied()]

    def propagate(self, constraint, mark):
        """Recalculates everything behind a constraint. False if it is behind itself."""
        todo = [constraint]
        while todo:
            current = todo.pop()
            if current.output().mark == mark:
                return False
            current.recalculate()
            todo += self.users(current.output())
        return True

    def plan(self, inputs):
        """The constraints to execute, in order, when the inputs change."""
        mark = self.new_mark()
        plan = []
        todo = [constraint for constraint in inputs if constraint.satisfied()]
        while todo:
            constraint = todo.pop()
            output = constraint.output()
            if output.mark != mark and constraint.known(mark):
                plan.append(constraint)
                output.mark = mark
                todo += self.users(output)
        return plan


def change(planner, variable, values):
    """Sets a variable to some values, one after the other, and lets the others follow."""
    edit = Edit(variable, PREFERRED)
    edit.add_to(planner)
    plan = planner.plan([edit])
    for value in values:
        variable.value = value
        for constraint in plan:
            constraint.execute()
    edit.remove_from(planner)


def chain(n):
    """A row of equal variables; a change at the start must arrive at the end."""
    planner = Planner()
    variables = [Variable(0) for _ in range(n + 1)]
    for first, second in zip(variables, variables[1:]):
        Equal(first, second, REQUIRED).add_to(planner)
    Stay(variables[-1], MEDIUM).add_to(planner)
    total = 0
    for value in range(20):
        change(planner, variables[0], [value, value * 3])
        total += variables[-1].value
    return total


def projection(n):
    """Pairs of variables, the second of each a linear function of the first; changed at both ends."""
    planner = Planner()
    factor, offset = Variable(10), Variable(1000)
    pairs = []
    for i in range(n):
        first, second = Variable(i), Variable(i)
        pairs.append((first, second))
        Stay(first, MEDIUM).add_to(planner)
        Scale(first, factor, offset, second, REQUIRED).add_to(planner)
    change(planner, pairs[0][0], [17])
    total = pairs[0][1].value
    change(planner, pairs[1][1], [1050])
    total += pairs[1][0].value
    change(planner, factor, range(5))
    total += sum(second.value for _, second in pairs)
    change(planner, offset, [2000])
    total += sum(second.value for _, second in pairs)
    return total


def work(n):
    return chain(n), projection(n)


timed.main(work, 9000)
